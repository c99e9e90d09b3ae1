package io.github.nannybooking.testing.times;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The duration of each test class, the slowest first, from the reports of Surefire and Failsafe. */
record TestTimes(List<TestTime> times) {

    private static final int SHOWN = 10;

    /** @param seconds from the start of its first test to the end of its last one */
    record TestTime(String name, double seconds) {

        private String line() {
            return String.format(Locale.ROOT, "%8.1f s  %s%n", seconds, name);
        }
    }

    TestTimes {
        times = times.stream()
                .sorted(Comparator.comparingDouble(TestTime::seconds).reversed())
                .toList();
    }

    /**
     * Prints the ten slowest classes, and writes all of them to a file.
     *
     * @param arguments the folder of the reports, and the file
     */
    public static void main(String[] arguments) throws Exception {
        TestTimes times = read(Path.of(arguments[0]));
        Path file = Path.of(arguments[1]);
        Files.writeString(file, times.lines(Integer.MAX_VALUE));
        System.out.printf("The %d slowest test classes, all in %s:%n%s", SHOWN, file, times.lines(SHOWN));
    }

    static TestTimes read(Path folder) throws IOException, ParserConfigurationException, SAXException {
        List<TestTime> times = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path report : files.filter(TestTimes::isReport).toList()) {
                times.add(parse(report));
            }
        }
        return new TestTimes(times);
    }

    String lines(int most) {
        return times.stream().limit(most).map(TestTime::line).collect(joining());
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private static TestTime parse(Path report) throws IOException, ParserConfigurationException, SAXException {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getDocumentElement();
        return new TestTime(suite.getAttribute("name"), Double.parseDouble(suite.getAttribute("time")));
    }
}
