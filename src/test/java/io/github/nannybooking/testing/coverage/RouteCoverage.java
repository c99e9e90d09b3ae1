package io.github.nannybooking.testing.coverage;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The share of the routes' steps that the route tests ran, including steps that failed.
 *
 * @param routes all routes, including those without a test
 * @param ran    the ids of the steps that ran
 */
record RouteCoverage(List<RouteSteps> routes, Set<String> ran) {

    /**
     * Prints the coverage after the tests, and writes it to {@code target/route-coverage.txt}.
     *
     * @param arguments the folder of the project, and the required percentage, 0 to 100
     * @throws IllegalStateException if fewer steps have run, or none of some route
     */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        RouteCoverage coverage = new RouteCoverage(RouteSteps.read(project.resolve("routes")), RanSteps.take(project));
        System.out.print(coverage.table());
        Files.writeString(project.resolve("target/route-coverage.txt"), coverage.table());
        coverage.require(Integer.parseInt(arguments[1]));
    }

    /** Returns a line for each route, and one for all of them. */
    String table() {
        return Stream.concat(routes.stream(), Stream.of(all())).map(this::line).collect(joining());
    }

    /** @throws IllegalStateException if fewer steps have run, or none of some route */
    void require(int percent) {
        String untested = routes.stream()
                .filter(route -> route.missing(ran).equals(route.steps()))
                .map(RouteSteps::route)
                .collect(joining(", "));
        if (!untested.isEmpty()) {
            throw new IllegalStateException("No route test runs any step of " + untested);
        }
        if (all().percent(ran) < percent) {
            throw new IllegalStateException("The route tests run %d %% of the steps, but must run %d %%; none runs %s"
                    .formatted(all().percent(ran), percent, String.join(", ", all().missing(ran))));
        }
    }

    private RouteSteps all() {
        return new RouteSteps(
                "all routes",
                routes.stream().flatMap(route -> route.steps().stream()).toList());
    }

    private String line(RouteSteps route) {
        List<String> missing = route.missing(ran);
        return "%-25s %3d of %3d steps, %3d %%%s%n"
                .formatted(
                        route.route(),
                        route.steps().size() - missing.size(),
                        route.steps().size(),
                        route.percent(ran),
                        missing.isEmpty() ? "" : ", not " + String.join(", ", missing));
    }
}
