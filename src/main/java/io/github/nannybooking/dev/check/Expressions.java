package io.github.nannybooking.dev.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.language.simple.types.SimpleParserException;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.EipModel;

/** That steps which need an expression have one, and that what is written in Camel's simple language can be read. */
final class Expressions {

    /** What takes an answer of yes or no. */
    private static final Set<String> CONDITIONS =
            Set.of("filter", "when", "onWhen", "validate", "handled", "continued", "retryWhile", "completionPredicate");

    /** What takes text in the simple language without naming it, and by what option. */
    private static final Map<String, String> SIMPLE_OPTIONS =
            Map.of("log", "message", "throwException", "message", "toD", "uri", "wireTap", "uri");

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();
    private static final List<String> LANGUAGES = Stream.concat(
                    CATALOG.findLanguageNames().stream(), Stream.of("expression", "method"))
            .toList();

    /** The options for expressions that a step of a kind needs; the catalog reads a file to tell. */
    private static final Map<String, List<String>> NEEDED = new ConcurrentHashMap<>();

    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("Unknown function: (\\w+)");
    private static final Set<String> FUNCTIONS = CATALOG.languageModel("simple").getFunctions().stream()
            .map(function -> function.getName().replaceFirst("\\W.*", ""))
            .collect(Collectors.toSet());
    /** Camel takes {@code exchangeProprty.record} for something of the exchange, since its name begins so. */
    private static final Pattern TAKEN_FOR_ANOTHER =
            Pattern.compile("\\$\\{((?:exchange|exception|body|camelContext)\\w+)");

    private static final SimpleLanguage SIMPLE = new SimpleLanguage();

    static {
        SIMPLE.setCamelContext(new SimpleCamelContext(false));
    }

    /** What was parsed before: a method call looks through the methods of the class, if that is known, each time. */
    private static final Map<String, String> WHY_NO_CONDITION = new ConcurrentHashMap<>();

    private static final Map<String, String> WHY_NO_EXPRESSION = new ConcurrentHashMap<>();

    private Expressions() {}

    static Stream<Finding> findings(RouteFile file) {
        return findings(file, file.root(), "");
    }

    /** @param kind what {@code element} is called, or the list that it is in */
    private static Stream<Finding> findings(RouteFile file, Element element, String kind) {
        return Stream.concat(
                lacking(file, element, kind),
                element.children().stream()
                        .filter(child -> !child.name().equals("parameters"))
                        .flatMap(child -> Stream.concat(
                                unreadable(file, child, kind),
                                findings(
                                        file,
                                        child,
                                        element.isMapping() && !child.name().equals("expression")
                                                ? child.name()
                                                : kind))));
    }

    private static Stream<Finding> lacking(RouteFile file, Element element, String kind) {
        if (!element.isMapping()) {
            return Stream.of();
        }
        return NEEDED.computeIfAbsent(kind, Expressions::needed).stream()
                .filter(option -> element.children().stream()
                        .noneMatch(child -> child.name().equals(option)
                                || option.equals("expression") && LANGUAGES.contains(child.name())))
                .map(option -> file.finding(
                        element,
                        kind + " lacks "
                                + (option.equals("expression") ? "an expression, as 'simple'" : "'" + option + "'")));
    }

    private static List<String> needed(String kind) {
        EipModel step = CATALOG.eipModel(kind);
        return step == null
                ? List.of()
                : step.getOptions().stream()
                        .filter(option ->
                                option.isRequired() && option.getKind().equals("expression"))
                        .map(BaseOptionModel::getName)
                        .toList();
    }

    private static Stream<Finding> unreadable(RouteFile file, Element element, String kind) {
        boolean simple = element.name().equals("simple") || element.name().equals(SIMPLE_OPTIONS.get(kind));
        String text = element.isMapping() ? element.text("expression").orElse("") : element.text();
        // what is in a resource is not known here
        if (!simple || text.startsWith("resource:")) {
            return Stream.of();
        }
        // what a placeholder stands for is not known yet, maybe a number, nor is which beans there are
        String known = text.replaceAll("\\{\\{[^{}]*}}", "1").replace("${bean:", "${ref:");
        String why = CONDITIONS.contains(kind)
                ? WHY_NO_CONDITION.computeIfAbsent(known, it -> why(it, () -> SIMPLE.createPredicate(it)))
                : WHY_NO_EXPRESSION.computeIfAbsent(known, it -> why(it, () -> SIMPLE.createExpression(it)));
        return why.isEmpty() ? Stream.of() : Stream.of(file.finding(element, "this can't be read: " + why));
    }

    /** Empty if it can be read. */
    private static String why(String text, Runnable parsing) {
        try {
            parsing.run();
            return unknownFunction(text);
        } catch (SimpleIllegalSyntaxException | SimpleParserException e) {
            String why = e.getMessage().lines().findFirst().orElseThrow();
            Matcher unknown = UNKNOWN_FUNCTION.matcher(why);
            return why + (unknown.find() ? NearestName.hint(unknown.group(1), FUNCTIONS) : "");
        }
    }

    private static String unknownFunction(String text) {
        return TAKEN_FOR_ANOTHER
                .matcher(text)
                .results()
                .map(function -> function.group(1))
                .filter(name -> !FUNCTIONS.contains(name))
                .map(name -> "Unknown function: " + name + NearestName.hint(name, FUNCTIONS))
                .findFirst()
                .orElse("");
    }
}
