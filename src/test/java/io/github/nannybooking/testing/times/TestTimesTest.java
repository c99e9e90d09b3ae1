package io.github.nannybooking.testing.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTimesTest {

    @TempDir
    private Path target;

    private Path reports;

    @BeforeEach
    void create() throws IOException {
        reports = Files.createDirectory(target.resolve("reports"));
    }

    private void report(String name, String seconds) throws IOException {
        Files.writeString(
                reports.resolve("TEST-" + name + ".xml"),
                "<testsuite name=\"%s\" time=\"%s\"><testcase time=\"99\"/></testsuite>".formatted(name, seconds));
    }

    @Test
    void should_list_the_slowest_class_first() throws Exception {
        report("a.QuickTest", "0.04");
        report("a.SlowIT", "1234.5");
        report("a.MediumIT", "61.26");

        assertThat(TestTimes.read(reports).lines(10).lines())
                .containsExactly("  1234.5 s  a.SlowIT", "    61.3 s  a.MediumIT", "     0.0 s  a.QuickTest");
    }

    @Test
    void should_list_no_more_than_asked_for() throws Exception {
        for (int i : IntStream.range(0, 12).toArray()) {
            report("Test" + i, i + ".0");
        }

        assertThat(TestTimes.read(reports).lines(10).lines())
                .hasSize(10)
                .contains("     2.0 s  Test2")
                .doesNotContain("     1.0 s  Test1");
    }

    @Test
    void should_read_only_reports() throws Exception {
        report("a.SlowIT", "1.0");
        Files.writeString(reports.resolve("failsafe-summary.xml"), "<failsafe-summary/>");
        Files.writeString(reports.resolve("a.SlowIT.txt"), "Tests run: 1");

        assertThat(TestTimes.read(reports).times()).hasSize(1);
    }

    @Test
    void should_write_all_classes_to_the_file() throws Exception {
        for (int i : IntStream.range(0, 12).toArray()) {
            report("Test" + i, i + ".0");
        }
        Path file = target.resolve("test-times.txt");

        TestTimes.main(new String[] {reports.toString(), file.toString()});

        assertThat(file).content().hasLineCount(12).startsWith("    11.0 s  Test11");
    }
}
