package io.github.nannybooking.dev.check;

import io.github.nannybooking.platform.http.server.RestPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that everything has an id, and that routes and requests have a description. */
final class Names {

    private static final List<String> DESCRIBED = List.of("route", "routeConfiguration", "routeTemplate");
    static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete", "head");
    private static final List<String> BRANCHES = List.of("when", "doCatch");

    private Names() {}

    static Stream<Finding> findings(RouteFile file) {
        return Stream.of(
                        DESCRIBED.stream().flatMap(kind -> file.of(kind).flatMap(it -> missing(kind, it, true))),
                        file.of("rest").flatMap(rest -> missing("rest", rest, false)),
                        verbs(file).flatMap(verb -> missing(verb.name(), verb.element(), false)),
                        verbs(file)
                                .filter(verb -> verb.element().child("to").isEmpty())
                                .map(verb -> verb.element().finding(verb.name() + " lacks 'to'")),
                        file.elements("from").flatMap(from -> missing("from", from, false)),
                        file.of("from")
                                .map(from -> from.finding("put 'from' into a 'route' with an id and a description")),
                        items(file, "steps")
                                .filter(step -> step.children().size() == 1)
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
    record Verb(String name, Element rest, Element element) {

        String path() {
            return RestPath.of(
                    rest.text("path").orElse(null), element.text("path").orElse(null));
        }

        String request() {
            return Names.request(name, path());
        }

        /** The roles that may call it besides admin: only admin if none is named, none if anyone may. */
        Set<String> roles() {
            Set<String> roles = element.children("security")
                    .filter(security -> security.text("key").equals(Optional.of("bearer")))
                    .flatMap(security -> values(security, "scopes"))
                    .collect(Collectors.toCollection(TreeSet::new));
            return roles.contains("anyone") ? Set.of() : roles.isEmpty() ? Set.of("admin") : roles;
        }

        /** @param attribute {@code consumes} or {@code produces}, of the verb or of its whole service */
        Set<String> mediaTypes(String attribute) {
            return values(element.child(attribute).isPresent() ? element : rest, attribute)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static Stream<String> values(Element element, String attribute) {
            return element.text(attribute).stream().flatMap(text -> Stream.of(text.split(" *, *")));
        }
    }

    /** For example {@code GET /jobs/{}}: requests that differ only in the name of a parameter are the same. */
    static String request(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^/}]*}", "{}");
    }

    static Stream<Verb> verbs(RouteFile file) {
        return file.of("rest").flatMap(rest -> rest.children().stream()
                .filter(child -> VERBS.contains(child.name()))
                .flatMap(child -> child.children().stream().map(verb -> new Verb(child.name(), rest, verb))));
    }
}
