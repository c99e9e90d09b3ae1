package io.github.nannybooking.dev.diagram;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.nannybooking.dev.diagram.Flowchart.Arrow;
import io.github.nannybooking.dev.diagram.Flowchart.Shape;
import java.util.ArrayList;
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

/**
 * Draws how requests, timers, queues and routes are connected, in a frame for each folder. Of a file that is connected to
 * no other file and no queue, it draws only the requests.
 */
final class Overview {

    /** Left out: most routes use the table through beans, so arrows to this endpoint would show only some of them. */
    private static final String TABLE = "aws2-ddb:";

    private final Flowchart chart = new Flowchart("TB");
    private final List<DrawnFile> files;
    private final Map<Request, String> requests = new LinkedHashMap<>();
    private final Map<RouteDefinition, String> routes = new LinkedHashMap<>();
    /** The nodes by the URIs that lead to them: queues, timers, and routes that others call. */
    private final Map<String, String> endpoints = new LinkedHashMap<>();

    private record Request(String text, String uri) {}

    private record Call(String uri, String label, boolean dotted) {}

    private Overview(List<DrawnFile> files) {
        this.files = files;
    }

    static String of(List<DrawnFile> files) {
        Overview overview = new Overview(files);
        files.stream()
                .collect(groupingBy(DrawnFile::folder, LinkedHashMap::new, toList()))
                .forEach(overview::frame);
        overview.arrows();
        return overview.chart.toString();
    }

    private void frame(String folder, List<DrawnFile> content) {
        chart.frame(folder, () -> {
            List<String> unconnected = new ArrayList<>();
            for (DrawnFile file : content) {
                if (isConnected(file)) {
                    nodes(file);
                } else {
                    requests(file).map(Request::text).forEach(unconnected::add);
                }
            }
            if (!unconnected.isEmpty()) {
                chart.node(Shape.STEP, List.of(), unconnected);
            }
        });
    }

    private boolean isConnected(DrawnFile file) {
        List<String> starts = starts(file).toList();
        return !starts.stream().allMatch(EndpointText::isRoute)
                || !starts.containsAll(uris(file).toList())
                || files.stream()
                        .filter(other -> other != file)
                        .flatMap(this::uris)
                        .anyMatch(starts::contains);
    }

    private static Stream<String> starts(DrawnFile file) {
        return file.model().routes().stream().map(Overview::start);
    }

    private static String start(RouteDefinition route) {
        return EndpointText.of(route.getInput()).orElseThrow();
    }

    private Stream<String> uris(DrawnFile file) {
        return Stream.concat(
                requests(file).map(Request::uri),
                file.model().routes().stream().flatMap(this::calls).map(Call::uri));
    }

    private static Stream<Request> requests(DrawnFile file) {
        return file.model().rests().stream().flatMap(rest -> rest.getVerbs().stream()
                .map(verb -> new Request(
                        EndpointText.request(rest, verb),
                        EndpointText.of(verb.getTo()).orElseThrow())));
    }

    private void nodes(DrawnFile file) {
        requests(file)
                .forEach(request -> requests.put(request, chart.node(Shape.ENTRY, List.of(), List.of(request.text()))));
        for (RouteDefinition route : file.model().routes()) {
            boolean isCalled = EndpointText.isRoute(start(route));
            if (!isCalled) {
                endpoint(start(route));
            }
            String node = chart.node(Shape.STEP, List.of(), List.of(route.getId()));
            routes.put(route, node);
            if (isCalled) {
                endpoints.put(start(route), node);
            }
        }
        uris(file)
                .filter(uri -> !EndpointText.isRoute(uri))
                .filter(uri -> files.stream().flatMap(Overview::starts).noneMatch(uri::equals))
                .forEach(this::endpoint);
    }

    private String endpoint(String uri) {
        return endpoints.computeIfAbsent(
                uri, key -> chart.node(key.startsWith("timer:") ? Shape.ENTRY : Shape.STORE, List.of(), List.of(key)));
    }

    private void arrows() {
        requests.forEach((request, node) -> chart.arrow(Arrow.from(node), endpoint(request.uri())));
        routes.forEach((route, node) -> {
            if (!EndpointText.isRoute(start(route))) {
                chart.arrow(Arrow.from(endpoint(start(route))), node);
            }
            calls(route)
                    .forEach(call -> chart.arrow(new Arrow(node, call.label(), call.dotted()), endpoint(call.uri())));
        });
    }

    private Stream<Call> calls(RouteDefinition route) {
        Stream<Call> ofConfigurations = files.stream()
                .flatMap(file -> file.model().configurations().stream())
                .filter(configuration -> applies(configuration, route))
                .flatMap(configuration -> Stream.concat(
                                configuration.getOnExceptions().stream(), configuration.getOnCompletions().stream())
                        .flatMap(Overview::steps)
                        .map(call -> new Call(call.uri(), configuration.getId(), true)));
        return Stream.concat(steps(route), ofConfigurations)
                .filter(call -> !call.uri().startsWith(TABLE))
                .distinct();
    }

    private static Stream<Call> steps(OutputNode node) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(node.getOutputs(), ProcessorDefinition.class).stream()
                .flatMap(step ->
                        EndpointText.of(step)
                                .map(uri -> new Call(uri, "", step instanceof WireTapDefinition))
                                .stream());
    }

    private static boolean applies(RouteConfigurationDefinition configuration, RouteDefinition route) {
        return route.getRouteConfigurationId() != null
                && Arrays.asList(route.getRouteConfigurationId().split(",")).contains(configuration.getId());
    }
}
