package io.github.nannybooking.dev.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.support.PatternHelper;

/** That whatever one route names of another is there, once. */
final class References {

    /** Route configurations that are made in Java. */
    static final Set<String> CONFIGURATIONS_IN_JAVA = Set.of("answer-with-problems");

    /** Where the URI of an endpoint stands that something is sent to; a constant is that of enrich. */
    private static final Set<String> SENDS = Set.of("uri", "to", "deadLetterUri", "constant");

    private References() {}

    /** Something that is written in a file. */
    private record Place(RouteFile file, Element element, String name) {

        Finding finding(String message) {
            return file.finding(element, message);
        }

        String where() {
            return file.path().getFileName() + ":" + element.line();
        }
    }

    static Stream<Finding> findings(List<RouteFile> files) {
        List<Place> consumers = files.stream()
                .flatMap(file -> file.elements()
                        .filter(element -> element.name().equals("from"))
                        .flatMap(from -> from.child("uri").stream().flatMap(uri -> inMemory(file, uri, from))))
                .toList();
        List<Place> verbs = files.stream()
                .flatMap(file -> Names.verbs(file)
                        .flatMap(verb -> verb.element().child("to").stream().flatMap(to -> inMemory(file, to, to))))
                .toList();
        return Stream.of(
                        withoutConsumer(files, consumers),
                        twice(
                                consumers.stream()
                                        .filter(consumer -> consumer.name().startsWith("direct:")),
                                Place::name,
                                "the route of %2$s begins at %1$s already"),
                        twice(verbs.stream(), Place::name, "the verb of %2$s leads to %1$s already, and only one can"),
                        twice(requests(files), Place::name, "%s is answered at %s already"),
                        withoutConfiguration(files))
                .flatMap(findings -> findings);
    }

    /** Nothing, if {@code uri} is of another endpoint, or not known before it runs. */
    private static Stream<Place> inMemory(RouteFile file, Element uri, Element endpoint) {
        String text = uri.text().replaceFirst("\\?.*", "");
        if (text.equals("direct") || text.equals("seda")) {
            text += ":"
                    + endpoint.child("parameters")
                            .flatMap(parameters -> parameters.text("name"))
                            .orElse("");
        }
        return text.matches("(direct|seda):.*") && !text.contains("${") && !text.contains("{{")
                ? Stream.of(new Place(file, uri, text.replaceFirst(":(//)?", ":")))
                : Stream.of();
    }

    private static Stream<Finding> withoutConsumer(List<RouteFile> files, List<Place> consumers) {
        Set<String> names = consumers.stream().map(Place::name).collect(Collectors.toCollection(TreeSet::new));
        return files.stream()
                .flatMap(file -> file.elements().flatMap(parent -> parent.children().stream()
                        .filter(child -> SENDS.contains(child.name()))
                        .flatMap(child -> inMemory(file, child, parent))))
                .filter(producer -> !names.contains(producer.name()))
                .map(producer -> producer.finding(
                        "no route begins at " + producer.name() + NearestName.hint(producer.name(), names)));
    }

    private static Stream<Finding> twice(Stream<Place> places, Function<Place, String> by, String message) {
        Map<String, Place> firsts = new HashMap<>();
        return places.flatMap(place -> {
            Place first = firsts.putIfAbsent(by.apply(place), place);
            return first == null
                    ? Stream.of()
                    : Stream.of(place.finding(message.formatted(place.name(), first.where())));
        });
    }

    private static Stream<Place> requests(List<RouteFile> files) {
        return files.stream()
                .flatMap(file -> Names.verbs(file).map(verb -> new Place(file, verb.element(), verb.request())));
    }

    private static Stream<Finding> withoutConfiguration(List<RouteFile> files) {
        Set<String> ids = new TreeSet<>(CONFIGURATIONS_IN_JAVA);
        files.forEach(file -> file.of("routeConfiguration")
                .flatMap(configuration -> configuration.text("id").stream())
                .forEach(ids::add));
        return files.stream().flatMap(file -> file.of("route")
                .flatMap(route -> route.child("routeConfigurationId").stream())
                .flatMap(reference -> Stream.of(reference.text().split(" *, *"))
                        .filter(id -> ids.stream().noneMatch(known -> PatternHelper.matchPattern(known, id)))
                        .map(id -> file.finding(
                                reference,
                                "there is no route configuration '" + id + "'" + NearestName.hint(id, ids)))));
    }
}
