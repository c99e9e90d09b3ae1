package io.github.nannybooking.testing.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of a route or a route configuration in its file: the entries of all lists {@code steps}, at any depth.
 * An entry that only contains steps ({@code doTry}, {@code doCatch}, {@code when}, {@code otherwise},
 * {@code onException}) does not count: it has run when one of its steps has.
 *
 * @param route the id of the route or configuration
 * @param steps the ids of the steps; a step without an id is named by its kind, and never counts as run
 */
record RouteSteps(String route, List<String> steps) {

    /** Returns the steps of all route files in a folder, without entries that have no steps, such as {@code rest}. */
    static List<RouteSteps> read(Path folder) throws IOException {
        List<RouteSteps> routes = new ArrayList<>();
        for (Path file : RouteFiles.in(folder)) {
            for (JsonNode element : new YAMLMapper().readTree(file.toFile())) {
                for (JsonNode route : element) {
                    List<String> steps = new ArrayList<>();
                    collect(route, steps);
                    routes.add(new RouteSteps(route.path("id").asText(), steps));
                }
            }
        }
        return routes.stream().filter(route -> !route.steps().isEmpty()).toList();
    }

    /** Returns the steps that are not among those that ran. */
    List<String> missing(Set<String> ran) {
        return steps.stream().filter(step -> !ran.contains(step)).toList();
    }

    /** Returns the percentage rounded down, so that 100 means all. */
    int percent(Set<String> ran) {
        return 100 * (steps.size() - missing(ran).size()) / steps.size();
    }

    private static void collect(JsonNode node, List<String> steps) {
        for (JsonNode step : node.path("steps")) {
            step.properties().stream()
                    .filter(kind -> !kind.getKey().equals("doTry"))
                    .forEach(kind -> steps.add(id(kind)));
        }
        node.forEach(child -> collect(child, steps));
    }

    private static String id(Map.Entry<String, JsonNode> step) {
        return step.getValue().path("id").asText("a " + step.getKey() + " without an id");
    }
}
