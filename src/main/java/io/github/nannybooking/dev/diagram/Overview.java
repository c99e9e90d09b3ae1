package io.github.nannybooking.dev.diagram;

import io.github.nannybooking.dev.diagram.Flowchart.Arrow;
import io.github.nannybooking.dev.diagram.Flowchart.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.model.OutputNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;

/** How the routes hang together: through requests, timers, queues, and calls of each other. */
final class Overview {

    private final Flowchart chart = new Flowchart("LR");
    private final List<RouteFile> files;
    private final Map<RouteDefinition, String> routes = new LinkedHashMap<>();
    /** By their URIs; the node of a route that others call is that of its URI as well. */
    private final Map<String, String> endpoints = new LinkedHashMap<>();

    private Overview(List<RouteFile> files) {
        this.files = files;
    }

    static String of(List<RouteFile> files) {
        Overview drawn = new Overview(files);
        files.stream().flatMap(file -> file.routes().stream()).forEach(drawn::route);
        files.stream().flatMap(file -> file.rests().stream()).forEach(drawn::verbs);
        drawn.routes.forEach(drawn::calls);
        return drawn.chart.toString();
    }

    private void route(RouteDefinition route) {
        String node = chart.node(Shape.STEP, List.of(), List.of(route.getId()));
        routes.put(route, node);
        String from = Endpoints.of(route.getInput()).orElseThrow();
        if (Endpoints.isRoute(from)) {
            endpoints.put(from, node);
        } else {
            chart.arrow(Arrow.from(endpoint(from)), node);
        }
    }

    private void verbs(RestDefinition rest) {
        for (VerbDefinition verb : rest.getVerbs()) {
            String request = chart.node(Shape.ENTRY, List.of(), List.of(Endpoints.request(rest, verb)));
            chart.arrow(Arrow.from(request), endpoint(Endpoints.of(verb.getTo()).orElseThrow()));
        }
    }

    private void calls(RouteDefinition route, String node) {
        Arrow arrow = Arrow.from(node);
        Stream<Call> after = files.stream()
                .flatMap(file -> file.configurations().stream())
                .filter(configuration -> applies(configuration, route))
                .flatMap(configuration -> calls(
                        Stream.of(configuration.getOnExceptions(), configuration.getOnCompletions())
                                .flatMap(List::stream),
                        arrow.labelled(configuration.getId()).asDotted()));
        Stream.concat(calls(Stream.of(route), arrow), after)
                .distinct()
                .forEach(call -> chart.arrow(call.arrow(), endpoint(call.uri())));
    }

    private static Stream<Call> calls(Stream<? extends OutputNode> nodes, Arrow arrow) {
        return nodes.flatMap(node ->
                        ProcessorDefinitionHelper.filterTypeInOutputs(node.getOutputs(), ProcessorDefinition.class)
                                .stream())
                .flatMap(step -> Endpoints.of(step)
                        .map(uri -> new Call(step instanceof WireTapDefinition ? arrow.asDotted() : arrow, uri))
                        .stream());
    }

    private record Call(Arrow arrow, String uri) {}

    private static boolean applies(RouteConfigurationDefinition configuration, RouteDefinition route) {
        return route.getRouteConfigurationId() != null
                && Arrays.asList(route.getRouteConfigurationId().split(",")).contains(configuration.getId());
    }

    private String endpoint(String uri) {
        return endpoints.computeIfAbsent(
                uri, key -> chart.node(key.startsWith("timer:") ? Shape.ENTRY : Shape.STORE, List.of(), List.of(key)));
    }
}
