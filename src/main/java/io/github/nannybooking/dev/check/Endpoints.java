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
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.util.URISupport;

/** What Camel's catalog of components says of the endpoints in a file, and of their options. */
final class Endpoints {

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);
    private static final List<String> COMPONENTS = CATALOG.findComponentNames();

    private static final Set<String> CONSUMERS = Set.of("from", "poll");

    /** What takes an expression for a URI. */
    private static final Set<String> DYNAMIC = Set.of("toD", "wireTap");

    /** Their URI is a pattern. */
    private static final Set<String> INTERCEPTORS = Set.of("interceptFrom", "interceptSendToEndpoint");

    /** As the catalog knows it. */
    private static final String SOME_VALUE = "{{value}}";

    private Endpoints() {}

    static Stream<Finding> findings(RouteFile file) {
        return file.elements()
                .filter(element -> element.child("uri").isPresent() && !INTERCEPTORS.contains(element.name()))
                .flatMap(element ->
                        new Endpoint(file, element, element.child("uri").orElseThrow()).findings());
    }

    /** @param element has the URI, and maybe parameters */
    private record Endpoint(RouteFile file, Element element, Element uri) {

        Stream<Finding> findings() {
            String text = uri.text();
            String scheme = text.split(":", 2)[0];
            if (scheme.startsWith("{{") || scheme.contains("${")) {
                return Stream.of();
            }
            if (text.contains("${") && !DYNAMIC.contains(element.name()) && !scheme.equals("language")) {
                return Stream.of(
                        file.finding(uri, "'" + element.name() + "' takes no expression for its uri, 'toD' does"));
            }
            ComponentModel component = CATALOG.componentModel(scheme);
            if (component == null) {
                return Stream.of(
                        file.finding(uri, "unknown component '" + scheme + "'" + NearestName.hint(scheme, COMPONENTS)));
            }
            Optional<String> lacking = Dependencies.lacking("component", component);
            if (lacking.isPresent()) {
                return Stream.of(file.finding(uri, lacking.get()));
            }
            boolean consumer = CONSUMERS.contains(element.name());
            // the catalog takes a placeholder for a value, but not one with a ':' in it, nor an expression
            String known = text.replaceAll("(\\{\\{[^{}]*):([^{}]*}})", "$1.$2").replaceAll("\\$\\{.*}", SOME_VALUE);
            return findings(component, CATALOG.validateEndpointProperties(whole(known), false, consumer, !consumer));
        }

        private String whole(String text) {
            Map<String, String> parameters = new TreeMap<>();
            element.child("parameters").stream()
                    .flatMap(all -> all.children().stream())
                    .forEach(parameter -> parameters.put(
                            parameter.name(), parameter.text().startsWith("RAW") ? SOME_VALUE : parameter.text()));
            return (text.contains(":") ? text : text + ":") + "?"
                    + URISupport.createQueryString(Map.copyOf(parameters));
        }

        private Stream<Finding> findings(ComponentModel component, EndpointValidationResult result) {
            String scheme = component.getScheme();
            return Stream.of(
                            Stream.ofNullable(result.getSyntaxError())
                                    .map(why -> file.finding(uri, "this is no URI: " + why)),
                            each(unknown(component, result), name -> "unknown option '%s' of %s%s"
                                    .formatted(name, scheme, NearestName.hint(name, options(component)))),
                            each(result.getRequired(), name -> scheme + " lacks its option '" + name + "'"),
                            each(
                                    result.getNotConsumerOnly(),
                                    name -> "'" + name + "' of " + scheme + " is only for sending, not for 'from'"),
                            each(
                                    result.getNotProducerOnly(),
                                    name -> "'" + name + "' of " + scheme + " is only for 'from', not for sending"),
                            each(result.getInvalidEnum(), (name, value) -> notOneOf(result, name, value)),
                            each(result.getInvalidBoolean(), must("be true or false")),
                            each(result.getInvalidInteger(), must("be a whole number")),
                            each(result.getInvalidNumber(), must("be a number")),
                            each(result.getInvalidDuration(), must("be milliseconds, or a duration as 5s")),
                            each(
                                    result.getInvalidReference(),
                                    (name, value) -> value.startsWith("{{")
                                            ? null
                                            : must("name a bean, as #" + value).apply(name, value)))
                    .flatMap(findings -> findings);
        }

        /** Some components pass on what they don't know; but not what is meant for themselves. */
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
                    : new TreeSet<>(names).stream().map(name -> file.finding(where(name), message.apply(name)));
        }

        private Stream<Finding> each(Map<String, String> values, BinaryOperator<String> message) {
            return values == null
                    ? Stream.of()
                    : new TreeMap<>(values).entrySet().stream().flatMap(entry -> Stream.ofNullable(
                                    message.apply(entry.getKey(), entry.getValue()))
                            .map(said -> file.finding(where(entry.getKey()), said)));
        }

        /** An option is a parameter, or a part of the URI. */
        private Element where(String option) {
            return element.child("parameters").flatMap(all -> all.child(option)).orElse(uri);
        }
    }

    /** Of the name and the value of an option. */
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
