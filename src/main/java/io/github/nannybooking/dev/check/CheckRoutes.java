package io.github.nannybooking.dev.check;

import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Checks the routes at the start of each build. */
public final class CheckRoutes {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private CheckRoutes() {}

    /**
     * Prints the mistakes.
     *
     * @param args the folder of the routes, the folder of the examples, and the contract of the API; each example is checked
     *             in place of the files that have or begin the same routes
     * @throws MistakesException if there are mistakes
     */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        // before the first logger is created
        System.setProperty("log4j2.configurationFile", "log4j2-dev.properties");
        SdkEnvironment.pointAt(NOWHERE, NOWHERE);
        List<Path> routes = RouteFiles.candidates(Path.of(args[0]));
        List<Path> examples = RouteFiles.candidates(Path.of(args[1]));

        List<Finding> findings = new ArrayList<>(RouteChecks.check(routes, examples, new Properties()));
        if (findings.isEmpty()) {
            findings.addAll(RouteChecks.check(routes, Path.of(args[2])));
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
