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
import org.apache.camel.tooling.model.EipModel;

/** That steps which need an expression have one, and that what is written in Camel's simple language can be read. */
final class Expressions {

    /** What takes an answer of yes or no. */
    private static final Set<String> CONDITIONS =
            Set.of("filter", "when", "onWhen", "validate", "handled", "continued", "retryWhile", "completionPredicate");

    /** What takes a message in the simple language. */
    private static final Set<String> TELLERS = Set.of("log", "throwException");

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();
    private static final List<String> LANGUAGES = Stream.concat(
                    CATALOG.findLanguageNames().stream(), Stream.of("expression", "method"))
            .toList();

    /** Whether a step of this kind needs an expression; the catalog reads a file to tell. */
    private static final Map<String, Boolean> NEEDY = new ConcurrentHashMap<>();

    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("Unknown function: (\\w+)");
    private static final Set<String> FUNCTIONS = CATALOG.languageModel("simple").getFunctions().stream()
            .map(function -> function.getName().replaceFirst("\\W.*", ""))
            .collect(Collectors.toSet());

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
        boolean lacks = element.isMapping()
                && NEEDY.computeIfAbsent(kind, Expressions::needsOne)
                && element.children().stream().noneMatch(child -> LANGUAGES.contains(child.name()));
        return lacks ? Stream.of(file.finding(element, kind + " lacks an expression, as 'simple'")) : Stream.of();
    }

    private static boolean needsOne(String kind) {
        EipModel step = CATALOG.eipModel(kind);
        return step != null
                && step.getOptions().stream()
                        .anyMatch(option ->
                                option.isRequired() && option.getKind().equals("expression"));
    }

    private static Stream<Finding> unreadable(RouteFile file, Element element, String kind) {
        boolean simple = element.name().equals("simple") || element.name().equals("message") && TELLERS.contains(kind);
        String text = element.isMapping() ? element.text("expression").orElse("") : element.text();
        if (!simple || text.isEmpty()) {
            return Stream.of();
        }
        // a placeholder's value is not known yet; it may stand for any text or number
        String known = text.replaceAll("\\{\\{[^{}]*}}", "1");
        String why = CONDITIONS.contains(kind)
                ? WHY_NO_CONDITION.computeIfAbsent(known, it -> why(() -> SIMPLE.createPredicate(it)))
                : WHY_NO_EXPRESSION.computeIfAbsent(known, it -> why(() -> SIMPLE.createExpression(it)));
        return why.isEmpty() ? Stream.of() : Stream.of(file.finding(element, "this can't be read: " + why));
    }

    /** Empty if it can be read. */
    private static String why(Runnable parsing) {
        try {
            parsing.run();
            return "";
        } catch (SimpleIllegalSyntaxException | SimpleParserException e) {
            String why = e.getMessage().lines().findFirst().orElseThrow();
            Matcher unknown = UNKNOWN_FUNCTION.matcher(why);
            return why + (unknown.find() ? NearestName.hint(unknown.group(1), FUNCTIONS) : "");
        }
    }
}
