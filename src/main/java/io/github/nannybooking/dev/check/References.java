package io.github.nannybooking.dev.check;

import io.github.nannybooking.dev.check.Names.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.support.PatternHelper;

/**
 * Checks that the routes and configurations that a route names exist, and that nothing is defined twice. Camel would run most
 * of these routes, but each message would fail, or be processed without the configuration.
 *
 * @param context that runs the files
 */
record References(List<RouteFile> files, TrialContext context) {

    /** @param name by which other elements refer to the element */
    private record Place(Element element, String name) {}

    Stream<Finding> findings() {
        return Stream.of(
                        duplicates(ids(), "the id '%s' is already used at %s"),
                        withoutConsumer(),
                        duplicates(
                                verbs().map(verb -> new Place(verb.element(), verb.request())),
                                "%s is already defined at %s"),
                        withoutConfiguration())
                .flatMap(findings -> findings);
    }

    /** Why the routes may not start together, if Camel says that they can't. */
    Stream<Finding> clashes() {
        return Stream.of(
                        duplicates(ids(), "the id '%s' is already used at %s"),
                        duplicates(
                                starts().filter(start -> start.name().startsWith("direct:")),
                                "the route at %2$s already starts at %1$s"),
                        duplicates(
                                verbs().flatMap(verb -> verb.element().child("to").stream())
                                        .flatMap(to -> inMemory(to.child("uri").orElse(to), to)),
                                "the verb at %2$s already leads to %1$s, and only one verb can"))
                .flatMap(findings -> findings);
    }

    private Stream<Verb> verbs() {
        return files.stream().flatMap(Names::verbs);
    }

    private Stream<Place> ids() {
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

    private Stream<Place> starts() {
        return files.stream()
                .flatMap(file -> file.elements("from"))
                .flatMap(from ->
                        from.child("uri").or(() -> Optional.of(from)).stream().flatMap(uri -> inMemory(uri, from)));
    }

    /** Empty if {@code uri} is of another component, or its value depends on the exchange. */
    private Stream<Place> inMemory(Element uri, Element endpoint) {
        String text = context.resolved(uri.text()).replaceFirst("\\?.*", "");
        if (text.equals("direct") || text.equals("seda")) {
            text += ":"
                    + endpoint.child("parameters")
                            .flatMap(parameters -> parameters.text("name"))
                            .map(context::resolved)
                            .orElse("");
        }
        return text.matches("(direct|seda):.*") && !text.contains("${") && !text.contains("{{")
                ? Stream.of(new Place(uri, text.replaceFirst(":(//)?", ":")))
                : Stream.of();
    }

    private Stream<Finding> withoutConsumer() {
        Set<String> consumed = Stream.of(
                        starts().map(Place::name),
                        polled().map(Place::name),
                        // also those of route templates
                        context.getRoutes().stream()
                                .map(route ->
                                        route.getEndpoint().getEndpointBaseUri().replace("://", ":")))
                .flatMap(names -> names)
                .collect(Collectors.toCollection(TreeSet::new));
        return produced()
                .filter(producer -> !consumed.contains(producer.name()))
                .map(producer -> producer.element()
                        .finding(
                                "no route starts at " + producer.name() + NearestName.hint(producer.name(), consumed)));
    }

    private Stream<Place> polled() {
        return named("poll", "pollEnrich").flatMap(this::endpoint);
    }

    private Stream<Place> produced() {
        Stream<Element> verbs = verbs().flatMap(verb -> verb.element().child("to").stream());
        Stream<Element> deadLetters = named("deadLetterUri");
        return Stream.of(named("to", "toD", "wireTap", "enrich"), verbs, deadLetters)
                .flatMap(elements -> elements)
                .distinct()
                .filter(element -> element.children("parameters")
                        .noneMatch(option -> option.name().equals("failIfNoConsumers")
                                && option.text().equals("false")))
                .flatMap(this::endpoint);
    }

    private Stream<Element> named(String... names) {
        Set<String> kinds = Set.of(names);
        return files.stream().flatMap(RouteFile::elements).filter(element -> kinds.contains(element.name()));
    }

    /** The endpoint of a step: its URI, the constant of an enrich step, or its short form. */
    private Stream<Place> endpoint(Element step) {
        Element expression = step.child("expression").orElse(step);
        Element uri = step.child("uri").or(() -> expression.child("constant")).orElse(step);
        return inMemory(uri.child("expression").orElse(uri), step);
    }

    private Stream<Finding> withoutConfiguration() {
        Set<String> ids =
                context
                        .getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .getRouteConfigurationDefinitions()
                        .stream()
                        .map(RouteConfigurationDefinition::getId)
                        .collect(Collectors.toCollection(TreeSet::new));
        return files.stream()
                .flatMap(file -> file.of("route"))
                .flatMap(route -> route.child("routeConfigurationId").stream())
                .flatMap(reference -> Stream.of(
                                context.resolved(reference.text()).split(" *, *"))
                        .filter(id -> ids.stream().noneMatch(known -> PatternHelper.matchPattern(known, id)))
                        .map(id -> reference.finding(
                                "there is no route configuration '" + id + "'" + NearestName.hint(id, ids))));
    }
}
