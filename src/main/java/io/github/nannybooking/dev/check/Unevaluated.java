package io.github.nannybooking.dev.check;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.tooling.model.BaseOptionModel;

/**
 * Checks the values of endpoint options that Camel accepts, but does not use: an option that is a number, a duration or a
 * switch becomes its default when its value is an expression or another text.
 *
 * @param context that runs the file
 */
record Unevaluated(TrialContext context) {

    /** These evaluate expressions in their URI and options. */
    private static final Set<String> DYNAMIC = Set.of("toD", "wireTap");

    /** These take the path of their URI as a name. Others may evaluate it, as {@code sql} and {@code language} do. */
    private static final Set<String> NAMES = Set.of("aws2-ddb", "aws2-sqs", "direct", "log", "seda", "timer");

    private static final Set<String> UNEVALUATED = Set.of("boolean", "duration", "integer", "number");

    Stream<Finding> findings(RouteFile file) {
        return file.elements()
                .filter(element -> element.child("uri").isPresent() && !DYNAMIC.contains(element.name()))
                .flatMap(element -> {
                    Element uri = element.child("uri").orElseThrow();
                    String scheme = uri.text().split(":", 2)[0];
                    return Stream.concat(
                            ofPath(element, uri, scheme).stream(),
                            element.children("parameters").flatMap(parameter -> ofOption(scheme, parameter).stream()));
                });
    }

    private static Optional<Finding> ofPath(Element element, Element uri, String scheme) {
        return uri.text().contains("${") && NAMES.contains(scheme)
                ? Optional.of(uri.finding("'" + element.name() + "' does not evaluate expressions in its uri: "
                        + (element.name().equals("to") ? "use 'toD', or " : "") + "write {{…}} for a setting"))
                : Optional.empty();
    }

    private Optional<Finding> ofOption(String scheme, Element parameter) {
        BaseOptionModel option = Catalog.options(scheme).get(parameter.name());
        if (option == null || !UNEVALUATED.contains(option.getType())) {
            return Optional.empty();
        }
        String value = context.resolved(parameter.text());
        boolean isNumber =
                option.getType().equals("integer") || option.getType().equals("number");
        return value.contains("${") || isNumber && !value.matches("-?\\d+(\\.\\d+)?|#.*|\\{\\{.*|")
                ? Catalog.wrongValue(option, value).map(parameter::finding)
                : Optional.empty();
    }
}
