package io.github.nannybooking.dev.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.util.URISupport;

/** Checks the endpoints in a file, and their options, against Camel's catalog of components. */
final class Endpoints {

    private static final List<String> COMPONENTS = Dependencies.CATALOG.findComponentNames();

    private static final Set<String> CONSUMERS = Set.of("from", "poll");

    /** The steps that evaluate expressions in their URI. */
    private static final Set<String> DYNAMIC = Set.of("toD", "wireTap");

    /** The URI of these is a pattern. */
    private static final Set<String> INTERCEPTORS = Set.of("interceptFrom", "interceptSendToEndpoint");

    /** The catalog accepts a placeholder for a value of any type. */
    private static final String SOME_VALUE = "{{value}}";

    private Endpoints() {}

    static Stream<Finding> findings(RouteFile file) {
        return file.elements()
                .filter(element -> element.child("uri").isPresent() && !INTERCEPTORS.contains(element.name()))
                .flatMap(element -> new Endpoint(element, element.child("uri").orElseThrow()).findings());
    }

    /** @param element contains the URI, and may contain parameters */
    private record Endpoint(Element element, Element uri) {

        Stream<Finding> findings() {
            String text = uri.text();
            String scheme = text.split(":", 2)[0];
            if (scheme.startsWith("{{") || scheme.contains("${")) {
                return Stream.of();
            }
            if (text.contains("${") && !DYNAMIC.contains(element.name()) && !scheme.equals("language")) {
                return Stream.of(
                        uri.finding("'" + element.name() + "' does not evaluate expressions in its uri: use 'toD'"));
            }
            ComponentModel component = Dependencies.CATALOG.componentModel(scheme);
            if (component == null) {
                return Stream.of(
                        uri.finding("unknown component '" + scheme + "'" + NearestName.hint(scheme, COMPONENTS)));
            }
            Optional<String> lacking = Dependencies.lacking("component", component);
            if (lacking.isPresent()) {
                return Stream.of(uri.finding(lacking.get()));
            }
            boolean consumer = CONSUMERS.contains(element.name());
            // the catalog accepts neither an expression nor a placeholder that contains a ':'
            String known = text.replaceAll("(\\{\\{[^{}]*):([^{}]*}})", "$1.$2").replaceAll("\\$\\{.*}", SOME_VALUE);
            return findings(
                    component,
                    Dependencies.CATALOG.validateEndpointProperties(whole(known), false, consumer, !consumer));
        }

        private String whole(String text) {
            Map<String, String> parameters = new TreeMap<>();
            element.children("parameters")
                    .forEach(parameter -> parameters.put(
                            parameter.name(), parameter.text().startsWith("RAW") ? SOME_VALUE : parameter.text()));
            return (text.contains(":") ? text : text + ":") + "?"
                    + URISupport.createQueryString(Map.copyOf(parameters));
        }

        private Stream<Finding> findings(ComponentModel component, EndpointValidationResult result) {
            String scheme = component.getScheme();
            return Stream.of(
                            Stream.ofNullable(result.getSyntaxError()).map(why -> uri.finding("invalid URI: " + why)),
                            each(unknown(component, result), name -> "unknown option '%s' of %s%s"
                                    .formatted(name, scheme, NearestName.hint(name, options(component)))),
                            each(result.getRequired(), name -> scheme + " lacks its option '" + name + "'"),
                            each(
                                    result.getNotConsumerOnly(),
                                    name -> "'" + name + "' of " + scheme
                                            + " is an option of producers, not of 'from'"),
                            each(
                                    result.getNotProducerOnly(),
                                    name -> "'" + name + "' of " + scheme
                                            + " is an option of 'from', not of producers"),
                            each(result.getInvalidEnum(), (name, value) -> notOneOf(result, name, value)),
                            each(result.getInvalidBoolean(), must("be true or false")),
                            each(result.getInvalidInteger(), must("be a whole number")),
                            each(result.getInvalidNumber(), must("be a number")),
                            each(result.getInvalidDuration(), must("be milliseconds or a duration such as 5s")),
                            each(
                                    result.getInvalidReference(),
                                    (name, value) -> value.startsWith("{{")
                                            ? null
                                            : must("reference a bean, such as #" + value)
                                                    .apply(name, value)))
                    .flatMap(findings -> findings);
        }

        /** Some components pass unknown options on, but not those that look like a mistyped option of their own. */
        private Set<String> unknown(ComponentModel component, EndpointValidationResult result) {
            return component.isLenientProperties() && result.getLenient() != null
                    ? result.getLenient().stream()
                            .filter(name -> NearestName.isMistyped(name, options(component)))
                            .collect(Collectors.toSet())
                    : result.getUnknown();
        }

        private Stream<Finding> each(Set<String> names, Function<String, String> message) {
            return names == null
                    ? Stream.of()
                    : new TreeSet<>(names).stream().map(name -> where(name).finding(message.apply(name)));
        }

        private Stream<Finding> each(Map<String, String> values, BinaryOperator<String> message) {
            return values == null
                    ? Stream.of()
                    : new TreeMap<>(values).entrySet().stream().flatMap(entry -> Stream.ofNullable(
                                    message.apply(entry.getKey(), entry.getValue()))
                            .map(where(entry.getKey())::finding));
        }

        /** The parameter of this name, or the URI, which may contain the option. */
        private Element where(String option) {
            return element.child("parameters").flatMap(all -> all.child(option)).orElse(uri);
        }
    }

    private static BinaryOperator<String> must(String be) {
        return (name, value) -> "'%s' must %s, but is '%s'".formatted(name, be, value);
    }

    private static String notOneOf(EndpointValidationResult result, String name, String value) {
        List<String> choices = result.getEnumChoices(name);
        return "'%s' must be one of %s, but is '%s'%s"
                .formatted(name, String.join(", ", choices), value, NearestName.hint(value, choices));
    }

    private static Set<String> options(ComponentModel component) {
        return Stream.concat(component.getEndpointOptions().stream(), component.getEndpointPathOptions().stream())
                .map(BaseOptionModel::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
