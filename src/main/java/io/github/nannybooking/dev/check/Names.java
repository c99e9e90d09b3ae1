package io.github.nannybooking.dev.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That everything has a name of its own, and says what it is for. */
final class Names {

    private static final List<String> DESCRIBED = List.of("route", "routeConfiguration", "routeTemplate");
    private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete", "head");

    private static final List<String> BRANCHES = List.of("when", "doCatch");

    private Names() {}

    static Stream<Finding> findings(RouteFile file) {
        return Stream.of(
                        DESCRIBED.stream().flatMap(kind -> file.of(kind).flatMap(it -> lacking(file, kind, it, true))),
                        file.of("rest").flatMap(rest -> lacking(file, "rest", rest, false)),
                        verbs(file).flatMap(verb -> lacking(file, verb.name(), verb.element(), false)),
                        verbs(file)
                                .filter(verb -> verb.element().child("to").isEmpty())
                                .map(verb -> file.finding(verb.element(), verb.name() + " lacks 'to'")),
                        file.elements()
                                .filter(element -> element.name().equals("from"))
                                .flatMap(from -> lacking(file, "from", from, false)),
                        file.of("from")
                                .map(from -> file.finding(
                                        from, "'from' stands under a 'route', which has an id and a description")),
                        listed(file, "steps")
                                .flatMap(step -> step.children().stream())
                                .flatMap(step -> SchemaMessages.PARTS.containsKey(step.name())
                                        ? Stream.of(file.finding(step, SchemaMessages.part(step.name())))
                                        : lacking(file, step.name(), step, false)),
                        BRANCHES.stream().flatMap(kind -> listed(file, kind)
                                .flatMap(branch -> lacking(file, kind, branch, false))))
                .flatMap(findings -> findings);
    }

    private static Stream<Element> listed(RouteFile file, String list) {
        return file.elements()
                .filter(element -> element.name().equals(list) && element.isList())
                .flatMap(element -> element.children().stream());
    }

    private static Stream<Finding> lacking(RouteFile file, String kind, Element element, boolean described) {
        String name = element.text("id").map(id -> kind + " " + id).orElse(kind);
        return Stream.concat(
                element.text("id").isPresent() ? Stream.of() : Stream.of(file.finding(element, kind + " has no id")),
                !described || element.text("description").isPresent()
                        ? Stream.of()
                        : Stream.of(file.finding(element, name + " has no description")));
    }

    /** A verb of a REST service, as {@code get}. */
    record Verb(String name, Element rest, Element element) {

        String path() {
            return (rest.text("path").orElse("") + "/" + element.text("path").orElse(""))
                    .replaceAll("/+", "/")
                    .replaceAll("(?<=.)/$", "");
        }

        String request() {
            return Names.request(name, path());
        }

        /** The roles that may call it besides admin: only admin if none is named, none if anyone may. */
        Set<String> roles() {
            Set<String> roles = element.child("security").stream()
                    .flatMap(security -> security.children().stream())
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

    /** As {@code GET /jobs/{}}: what a parameter is called makes no other request. */
    static String request(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^/}]*}", "{}");
    }

    static Stream<Verb> verbs(RouteFile file) {
        return file.of("rest").flatMap(rest -> rest.children().stream()
                .filter(child -> VERBS.contains(child.name()))
                .flatMap(child -> child.children().stream().map(verb -> new Verb(child.name(), rest, verb))));
    }

    /** Camel starts with no two routes or steps of the same id, wherever they are. */
    static Stream<Finding> duplicates(List<RouteFile> files) {
        Map<String, Finding> firsts = new HashMap<>();
        return files.stream().flatMap(file -> file.elements()
                .flatMap(element -> element.child("id").stream())
                .filter(id -> !id.text().isEmpty())
                .flatMap(id -> {
                    Finding first = firsts.putIfAbsent(id.text(), file.finding(id, ""));
                    return first == null
                            ? Stream.of()
                            : Stream.of(file.finding(
                                    id,
                                    "the id '%s' is taken by %s:%d"
                                            .formatted(id.text(), first.file().getFileName(), first.line())));
                }));
    }
}
