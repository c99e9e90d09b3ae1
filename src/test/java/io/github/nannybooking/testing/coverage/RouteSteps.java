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
 * The steps of a route or a route configuration, as they stand in its file: what is in a list {@code steps}, however
 * deep. What only holds steps ({@code doTry}, {@code doCatch}, {@code when}, {@code otherwise}, {@code onException}) is
 * none itself: it has run when one of its steps has.
 *
 * @param route of which route or configuration, by its id
 * @param steps their ids; what has no id is named by its kind, and can't be seen to run
 */
record RouteSteps(String route, List<String> steps) {

    /** Those of all files of routes in a folder; what has no steps, as {@code rest}, is left out. */
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

    /** Those that are not among the steps that ran. */
    List<String> missing(Set<String> ran) {
        return steps.stream().filter(step -> !ran.contains(step)).toList();
    }

    /** How many of a hundred are, rounded down, so that 100 means all. */
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
