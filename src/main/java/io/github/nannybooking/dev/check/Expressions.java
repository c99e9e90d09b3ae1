package io.github.nannybooking.dev.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.language.simple.types.SimpleParserException;
import org.apache.camel.tooling.model.BaseOptionModel;

/** Checks that steps have the expressions that they need, and that expressions in Camel's simple language are valid. */
final class Expressions {

    /** The elements that need a predicate. */
    private static final Set<String> CONDITIONS =
            Set.of("filter", "when", "onWhen", "validate", "handled", "continued", "retryWhile", "completionPredicate");

    /** The steps with an option that Camel evaluates in the simple language. */
    private static final Map<String, String> SIMPLE_OPTIONS =
            Map.of("log", "message", "throwException", "message", "toD", "uri", "wireTap", "uri");

    private static final CamelCatalog CATALOG = Dependencies.CATALOG;
    private static final List<String> LANGUAGES = Stream.concat(
                    CATALOG.findLanguageNames().stream(), Stream.of("expression", "method"))
            .toList();

    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("Unknown function: (\\w+)");
    private static final Set<String> FUNCTIONS = CATALOG.languageModel("simple").getFunctions().stream()
            .map(function -> function.getName().replaceFirst("\\W.*", ""))
            .collect(Collectors.toSet());

    /** Camel accepts {@code exchangeProprty.record} as a method call on the exchange. */
    private static final Pattern FUNCTION_WITH_PREFIX =
            Pattern.compile("\\$\\{((?:exchange|exception|body|camelContext)\\w+)");

    private static final SimpleLanguage SIMPLE = new SimpleLanguage();

    static {
        SIMPLE.setCamelContext(new SimpleCamelContext(false));
    }

    private Expressions() {}

    static Stream<Finding> findings(RouteFile file) {
        return findings(file.root(), "");
    }

    /** @param kind the name of {@code element}, or of the list that contains it */
    private static Stream<Finding> findings(Element element, String kind) {
        return Stream.concat(
                lacking(element, kind),
                element.children().stream()
                        .filter(child -> !child.name().equals("parameters"))
                        .flatMap(child -> Stream.concat(
                                invalid(child, kind),
                                findings(
                                        child,
                                        element.isMapping() && !child.name().equals("expression")
                                                ? child.name()
                                                : kind))));
    }

    private static Stream<Finding> lacking(Element element, String kind) {
        if (!element.isMapping()) {
            return Stream.of();
        }
        return required(kind)
                .filter(option -> element.children().stream()
                        .noneMatch(child -> child.name().equals(option)
                                || option.equals("expression") && LANGUAGES.contains(child.name())))
                .map(option -> element.finding(kind + " lacks "
                        + (option.equals("expression") ? "an expression, such as 'simple'" : "'" + option + "'")));
    }

    private static Stream<String> required(String kind) {
        return Stream.ofNullable(CATALOG.eipModel(kind))
                .flatMap(step -> step.getOptions().stream())
                .filter(option -> option.isRequired() && option.getKind().equals("expression"))
                .map(BaseOptionModel::getName);
    }

    private static Stream<Finding> invalid(Element element, String kind) {
        boolean simple = element.name().equals("simple") || element.name().equals(SIMPLE_OPTIONS.get(kind));
        String text = element.isMapping() ? element.text("expression").orElse("") : element.text();
        if (!simple || text.startsWith("resource:")) {
            return Stream.of();
        }
        // the values of placeholders and the beans are not known here
        String known = text.replaceAll("\\{\\{[^{}]*}}", "1").replace("${bean:", "${ref:");
        String error = CONDITIONS.contains(kind)
                ? error(known, () -> SIMPLE.createPredicate(known))
                : error(known, () -> SIMPLE.createExpression(known));
        return error.isEmpty() ? Stream.of() : Stream.of(element.finding("invalid expression: " + error));
    }

    /** The error of an expression; empty if it is valid. */
    private static String error(String text, Runnable parsing) {
        try {
            parsing.run();
            return unknownFunction(text);
        } catch (SimpleIllegalSyntaxException | SimpleParserException e) {
            String error = e.getMessage().lines().findFirst().orElseThrow();
            Matcher unknown = UNKNOWN_FUNCTION.matcher(error);
            return error + (unknown.find() ? NearestName.hint(unknown.group(1), FUNCTIONS) : "");
        }
    }

    private static String unknownFunction(String text) {
        return FUNCTION_WITH_PREFIX
                .matcher(text)
                .results()
                .map(function -> function.group(1))
                .filter(name -> !FUNCTIONS.contains(name))
                .map(name -> "Unknown function: " + name + NearestName.hint(name, FUNCTIONS))
                .findFirst()
                .orElse("");
    }
}
