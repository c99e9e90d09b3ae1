package io.github.nannybooking.dev.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * That there are the beans, and their methods, which routes name. Only the build asks for it: what runs has its own beans,
 * maybe others than the sources tell by now.
 */
final class Beans {

    /** Options that name a bean, or several. */
    private static final Set<String> OPTIONS = Set.of("ref", "routePolicy");

    /** As the value of any parameter. */
    private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([\\w-]+)");

    private static final Pattern NAME = Pattern.compile("[\\w-]+");

    private final JavaBeans java;

    Beans(JavaBeans java) {
        this.java = java;
    }

    /** @param files without other mistakes */
    Stream<Finding> findings(List<RouteFile> files) {
        Set<String> names = new TreeSet<>(java.names());
        files.stream()
                .flatMap(file -> file.of("beans"))
                .flatMap(beans -> beans.children().stream())
                .flatMap(bean -> bean.text("name").stream())
                .forEach(names::add);
        return files.stream().flatMap(file -> file.root()
                .all()
                .flatMap(element -> Stream.concat(
                        named(element)
                                .filter(name -> !names.contains(name))
                                .map(name -> file.finding(
                                        element, "there is no bean '" + name + "'" + NearestName.hint(name, names))),
                        method(file, element).stream())));
    }

    private static Stream<String> named(Element element) {
        Matcher reference = REFERENCE.matcher(element.text());
        if (reference.matches()) {
            return Stream.of(reference.group(1));
        }
        return OPTIONS.contains(element.name())
                ? Stream.of(element.text().split(" *, *"))
                        .filter(name -> NAME.matcher(name).matches())
                : Stream.of();
    }

    private Optional<Finding> method(RouteFile file, Element element) {
        Set<String> methods = element.text("ref").map(java::methods).orElse(Set.of());
        return element.child("method").filter(method -> !methods.isEmpty()).flatMap(method -> {
            String name = method.text().replaceFirst("\\(.*", "");
            return name.isEmpty() || methods.contains(name)
                    ? Optional.empty()
                    : Optional.of(file.finding(
                            method,
                            "the bean '%s' has no method '%s'%s"
                                    .formatted(
                                            element.text("ref").orElseThrow(), name, NearestName.hint(name, methods))));
        });
    }
}
