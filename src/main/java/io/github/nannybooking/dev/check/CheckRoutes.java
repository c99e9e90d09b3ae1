package io.github.nannybooking.dev.check;

import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Checks the routes at the start of each build. */
public final class CheckRoutes {

    private CheckRoutes() {}

    /**
     * Prints the mistakes.
     *
     * @param args the properties file, the folder of the routes, the folder of the examples, the folder of the Java
     *             sources, and the contract of the API; each example is checked in place of the file that has the same
     *             routes
     * @throws MistakesException if there are mistakes
     */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(reader);
        }
        List<Path> routes = RouteFiles.candidates(Path.of(args[1]));
        List<Path> examples = RouteFiles.candidates(Path.of(args[2]));

        List<Finding> findings = new ArrayList<>(RouteChecks.check(routes, examples, properties));
        if (findings.isEmpty()) {
            List<RouteFile> files = RouteChecks.read(
                    Stream.concat(routes.stream(), examples.stream()).toList(), findings);
            new Beans(JavaBeans.in(Path.of(args[3]))).findings(files).forEach(findings::add);
        }
        if (findings.isEmpty()) {
            findings.addAll(RouteChecks.check(routes, Path.of(args[4])));
        }
        findings.forEach(finding -> System.out.println("[ERROR] " + finding));
        if (!findings.isEmpty()) {
            throw new MistakesException(findings.size());
        }
        System.out.printf(
                "[INFO] %d route files checked in %.1f s%n",
                routes.size() + examples.size(),
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
    }

    /** Ends the build, without a stack trace. */
    static final class MistakesException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private MistakesException(int mistakes) {
            super(
                    mistakes + (mistakes == 1 ? " mistake" : " mistakes") + " in the routes, see above",
                    null,
                    false,
                    false);
        }
    }
}
