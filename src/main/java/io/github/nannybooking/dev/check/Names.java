package io.github.nannybooking.dev.check;

import java.util.List;
import java.util.stream.Stream;

/** Checks that everything has an id, and that routes and requests have a description. */
final class Names {

    private static final List<String> DESCRIBED = List.of("route", "routeConfiguration", "routeTemplate", "rest");
    private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete", "head");

    private static final List<String> BRANCHES = List.of("when", "doCatch");

    private Names() {}

    static Stream<Finding> findings(RouteFile file) {
        return Stream.of(
                        DESCRIBED.stream().flatMap(kind -> file.of(kind).flatMap(it -> missing(kind, it, true))),
                        verbs(file).flatMap(verb -> missing(verb.name(), verb.element(), true)),
                        verbs(file)
                                .filter(verb -> verb.element().child("to").isEmpty())
                                .map(verb -> verb.element().finding(verb.name() + " lacks 'to'")),
                        file.elements("from").flatMap(from -> missing("from", from, false)),
                        file.of("from")
                                .map(from -> from.finding("put 'from' into a 'route' with an id and a description")),
                        items(file, "steps")
                                .flatMap(step -> step.children().stream())
                                .flatMap(step -> SchemaMessages.PARTS.containsKey(step.name())
                                        ? Stream.of(step.finding(SchemaMessages.part(step.name())))
                                        : missing(step.name(), step, false)),
                        BRANCHES.stream()
                                .flatMap(kind -> items(file, kind).flatMap(branch -> missing(kind, branch, false))))
                .flatMap(findings -> findings);
    }

    private static Stream<Element> items(RouteFile file, String list) {
        return file.elements(list).filter(Element::isList).flatMap(element -> element.children().stream());
    }

    private static Stream<Finding> missing(String kind, Element element, boolean described) {
        String name = element.text("id").map(id -> kind + " " + id).orElse(kind);
        return Stream.of("id", "description")
                .filter(attribute -> attribute.equals("id") || described)
                .filter(attribute -> element.text(attribute).isEmpty())
                .map(attribute -> element.finding(name + " has no " + attribute));
    }

    /** A verb of a REST service, for example {@code get}. */
    record Verb(String name, Element rest, Element element) {}

    static Stream<Verb> verbs(RouteFile file) {
        return file.of("rest").flatMap(rest -> rest.children().stream()
                .filter(child -> VERBS.contains(child.name()))
                .flatMap(child -> child.children().stream().map(verb -> new Verb(child.name(), rest, verb))));
    }
}
