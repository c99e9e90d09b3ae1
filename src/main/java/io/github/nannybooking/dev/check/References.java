package io.github.nannybooking.dev.check;

import io.github.nannybooking.dev.check.Names.Verb;
import io.github.nannybooking.platform.sqs.QueueSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.support.PatternHelper;

/** Checks that the routes and configurations that a route names exist, and that nothing is defined twice. */
final class References {

    /** The elements that contain the URI of a producer; a constant is the one of an enrich step. */
    private static final Set<String> PRODUCERS = Set.of("uri", "to", "deadLetterUri", "constant");

    private References() {}

    /** @param name by which other elements refer to the element */
    private record Place(Element element, String name) {}

    /** @param properties the keys of all properties */
    static Stream<Finding> findings(List<RouteFile> files, Set<String> properties) {
        List<Place> consumers = files.stream()
                .flatMap(file -> file.elements("from"))
                .flatMap(from -> from.child("uri").stream().flatMap(uri -> inMemory(uri, from)))
                .toList();
        List<Verb> verbs = files.stream().flatMap(Names::verbs).toList();
        return Stream.of(
                        // Camel does not start with two routes or steps of the same id
                        duplicates(ids(files), "the id '%s' is already used at %s"),
                        withoutConsumer(files, consumers),
                        duplicates(
                                consumers.stream()
                                        .filter(consumer -> consumer.name().startsWith("direct:")),
                                "the route at %2$s already starts at %1$s"),
                        duplicates(
                                verbs.stream()
                                        .flatMap(verb -> verb.element().child("to").stream())
                                        .flatMap(to -> inMemory(to, to)),
                                "the verb at %2$s already leads to %1$s, and only one verb can"),
                        duplicates(
                                verbs.stream().map(verb -> new Place(verb.element(), verb.request())),
                                "%s is already defined at %s"),
                        withoutConfiguration(files, inJava(properties)))
                .flatMap(findings -> findings);
    }

    private static Stream<Place> ids(List<RouteFile> files) {
        return files.stream()
                .flatMap(file -> file.elements().flatMap(element -> element.child("id").stream()))
                .filter(id -> !id.text().isEmpty())
                .map(id -> new Place(id, id.text()));
    }

    /** @param message of the name and the first place with it */
    private static Stream<Finding> duplicates(Stream<Place> places, String message) {
        Map<String, Element> firsts = new HashMap<>();
        return places.flatMap(place -> {
            Element first = firsts.putIfAbsent(place.name(), place.element());
            return first == null
                    ? Stream.of()
                    : Stream.of(place.element().finding(message.formatted(place.name(), first.where())));
        });
    }

    /** Empty if {@code uri} is of another component, or its value depends on the exchange or the settings. */
    private static Stream<Place> inMemory(Element uri, Element endpoint) {
        String text = uri.text().replaceFirst("\\?.*", "");
        if (text.equals("direct") || text.equals("seda")) {
            text += ":"
                    + endpoint.child("parameters")
                            .flatMap(parameters -> parameters.text("name"))
                            .orElse("");
        }
        return text.matches("(direct|seda):.*") && !text.contains("${") && !text.contains("{{")
                ? Stream.of(new Place(uri, text.replaceFirst(":(//)?", ":")))
                : Stream.of();
    }

    private static Stream<Finding> withoutConsumer(List<RouteFile> files, List<Place> consumers) {
        Set<String> names = consumers.stream().map(Place::name).collect(Collectors.toCollection(TreeSet::new));
        return files.stream()
                .flatMap(RouteFile::elements)
                .flatMap(parent -> parent.children().stream()
                        .filter(child -> PRODUCERS.contains(child.name()))
                        .flatMap(child -> inMemory(child, parent)))
                .filter(producer -> !names.contains(producer.name()))
                .map(producer -> producer.element()
                        .finding("no route starts at " + producer.name() + NearestName.hint(producer.name(), names)));
    }

    /** The ids of the route configurations in Java. */
    static Set<String> inJava(Set<String> properties) {
        return Stream.concat(Stream.of("answer-with-problems"), QueueSettings.routeConfigurationIds(properties))
                .collect(Collectors.toSet());
    }

    private static Stream<Finding> withoutConfiguration(List<RouteFile> files, Set<String> inJava) {
        Set<String> ids = new TreeSet<>(inJava);
        files.stream()
                .flatMap(file -> file.of("routeConfiguration"))
                .flatMap(configuration -> configuration.text("id").stream())
                .forEach(ids::add);
        return files.stream()
                .flatMap(file -> file.of("route"))
                .flatMap(route -> route.child("routeConfigurationId").stream())
                .flatMap(reference -> Stream.of(reference.text().split(" *, *"))
                        .filter(id -> ids.stream().noneMatch(known -> PatternHelper.matchPattern(known, id)))
                        .map(id -> reference.finding(
                                "there is no route configuration '" + id + "'" + NearestName.hint(id, ids))));
    }
}
