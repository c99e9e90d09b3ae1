package io.github.nannybooking.dev.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that the beans and the methods that routes name exist. Only the build uses it: a running application has its own
 * beans, which may differ from the sources.
 */
record Beans(JavaBeans java) {

    /** The options whose value is the name of a bean, or several names. */
    private static final Set<String> OPTIONS = Set.of("ref", "routePolicy");

    /** A reference in the value of any parameter. */
    private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([\\w-]+)");

    private static final Pattern NAME = Pattern.compile("[\\w-]+");

    /** @param files without other mistakes */
    Stream<Finding> findings(List<RouteFile> files) {
        Set<String> names = new TreeSet<>(java.names());
        files.stream()
                .flatMap(file -> file.of("beans"))
                .flatMap(beans -> beans.children().stream())
                .flatMap(bean -> bean.text("name").stream())
                .forEach(names::add);
        return files.stream()
                .flatMap(file -> file.root().all())
                .flatMap(element -> Stream.concat(
                        referenced(element)
                                .filter(name -> !names.contains(name))
                                .map(name -> element.finding(
                                        "there is no bean '" + name + "'" + NearestName.hint(name, names))),
                        unknownMethod(element)));
    }

    private static Stream<String> referenced(Element element) {
        Matcher reference = REFERENCE.matcher(element.text());
        if (reference.matches()) {
            return Stream.of(reference.group(1));
        }
        return OPTIONS.contains(element.name())
                ? Stream.of(element.text().split(" *, *")).filter(NAME.asMatchPredicate())
                : Stream.of();
    }

    private Stream<Finding> unknownMethod(Element element) {
        String bean = element.text("ref").orElse("");
        Set<String> methods = java.methods(bean);
        return element.child("method").filter(method -> !methods.isEmpty()).stream()
                .flatMap(method -> {
                    String name = method.text().replaceFirst("\\(.*", "");
                    return name.isEmpty() || methods.contains(name)
                            ? Stream.of()
                            : Stream.of(method.finding("the bean '%s' has no method '%s'%s"
                                    .formatted(bean, name, NearestName.hint(name, methods))));
                });
    }
}
