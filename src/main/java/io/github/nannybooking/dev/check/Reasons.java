package io.github.nannybooking.dev.check;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.util.ObjectHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Explains to the author of a route why Camel rejects it: on which line, what is expected there, and the nearest name. */
final class Reasons {

    private static final Pattern UNKNOWN_OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");
    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("Unknown function: (\\w+)");
    private static final Pattern UNKNOWN_PROPERTY = Pattern.compile("Property with key \\[(.+?)] not found");
    private static final Pattern DATA_FORMAT = Pattern.compile("Data format '(.+?)' could not be created");
    private static final Pattern MISSING_LIBRARY = Pattern.compile("Cannot find (camel-\\S+)");
    private static final Pattern UNKNOWN_VALUE = Pattern.compile("does not have any constant with value: (.*)");
    private static final Pattern NO_STEPS = Pattern.compile("Definition has no children|has no output processors");
    private static final Pattern TOO_LATE = Pattern.compile("(\\w+) must be defined before any routes");

    private final TrialContext context;
    private final Set<String> properties;

    Reasons(TrialContext context) {
        this.context = context;
        this.properties = context.getPropertiesComponent().loadProperties().stringPropertyNames();
    }

    /** @param where the step, the route or the whole file that Camel rejects */
    Stream<Finding> of(RouteFile file, Element where, Throwable reason) {
        boolean isFile = where.equals(file.root());
        List<Element> own = (isFile ? where.all() : own(where)).toList();
        if (!isFile && own.stream().map(Element::text).anyMatch(Variables::isUnsetIn)) {
            return Stream.of();
        }
        return new At(file, where, own, reason).findings();
    }

    /** A step without the steps in it, or a route without its steps. */
    private static Stream<Element> own(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.children().stream()
                        .filter(child -> !child.name().equals("steps"))
                        .flatMap(Reasons::own));
    }

    static boolean isUnknownOption(Exception reason) {
        return UNKNOWN_OPTIONS.matcher(reason.getMessage()).find();
    }

    /** The deepest cause with a message. */
    static String message(Throwable reason) {
        Throwable cause = reason;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        String message = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        return message.lines().findFirst().orElse(message);
    }

    private final class At {

        private final RouteFile file;
        private final Element where;
        private final List<Element> own;
        private final Throwable reason;
        private final String message;

        private At(RouteFile file, Element where, List<Element> own, Throwable reason) {
            this.file = file;
            this.where = where;
            this.own = own;
            this.reason = reason;
            this.message = message(reason);
        }

        Stream<Finding> findings() {
            return Stream.<Function<At, Stream<Finding>>>of(
                            At::property,
                            At::unknownOptions,
                            At::bean,
                            At::method,
                            At::component,
                            At::language,
                            At::dataFormat,
                            At::library,
                            At::value,
                            At::expression,
                            At::schema,
                            At::yaml,
                            At::part,
                            At::missingSteps,
                            At::missingExpression,
                            At::tooLate)
                    .map(explain -> explain.apply(this).toList())
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .map(List::stream)
                    .orElseGet(() -> Stream.of(where.finding(message)));
        }

        private Stream<Finding> schema() {
            Set<Integer> lines = own.stream().map(Element::line).collect(Collectors.toSet());
            return CamelSchema.findings(file).filter(finding -> lines.contains(finding.line()));
        }

        private Stream<Finding> part() {
            return SchemaMessages.PARTS.containsKey(where.name()) && message.contains("as its parent")
                    ? Stream.of(where.finding(SchemaMessages.part(where.name())))
                    : Stream.of();
        }

        private Stream<Finding> missingSteps() {
            return match(NO_STEPS).map(found -> where.finding(where.name() + " has no steps"));
        }

        private Stream<Finding> yaml() {
            return in(MarkedYamlEngineException.class)
                    .map(error -> new Finding(
                            where.file(),
                            YamlMistake.line(error.getProblemMark()),
                            error.getProblem() == null ? message : error.getProblem()));
        }

        private Stream<Finding> property() {
            return match(UNKNOWN_PROPERTY).map(found -> own.stream()
                    .filter(element -> context.resolved(element.text()).contains("{{"))
                    .findFirst()
                    .orElse(where)
                    .finding("there is no property '" + found.group(1) + "'"
                            + NearestName.hint(found.group(1), properties)));
        }

        private Stream<Finding> unknownOptions() {
            return match(UNKNOWN_OPTIONS).flatMap(found -> own.stream()
                    .filter(element -> element.name().equals("parameters"))
                    .flatMap(parameters -> parameters.children().stream())
                    .filter(parameter ->
                            ("{" + found.group(1)).matches("(?s).*[{ ]" + Pattern.quote(parameter.name()) + "=.*"))
                    .map(parameter -> parameter.finding("unknown option '%s' of %s%s"
                            .formatted(
                                    parameter.name(),
                                    scheme(),
                                    NearestName.hint(
                                            parameter.name(),
                                            new TreeSet<>(
                                                    Catalog.options(scheme()).keySet()))))));
        }

        private Stream<Finding> bean() {
            return in(NoSuchBeanException.class)
                    .filter(error -> error.getName() != null)
                    .map(error -> {
                        String name = error.getName().replaceFirst("^#(bean:)?", "");
                        return line(name)
                                .finding("there is no bean '" + name + "'"
                                        + NearestName.hint(
                                                name,
                                                context.getRegistry()
                                                        .findByTypeWithName(Object.class)
                                                        .keySet()));
                    });
        }

        private Stream<Finding> method() {
            return in(MethodNotFoundException.class).map(error -> {
                Collection<String> methods = Stream.of(
                                error.getBean().getClass().getMethods())
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .map(Method::getName)
                        .collect(Collectors.toSet());
                String name = error.getMethodName().replaceFirst("\\(.*", "");
                return line(name)
                        .finding("the bean%s has no method '%s'%s"
                                .formatted(
                                        where.text("ref")
                                                .map(ref -> " '" + ref + "'")
                                                .orElse(""),
                                        name,
                                        NearestName.hint(name, methods)));
            });
        }

        private Stream<Finding> component() {
            return in(NoSuchEndpointException.class)
                    .map(error -> error.getUri().split(":", 2)[0])
                    .map(scheme -> line(scheme).finding(Catalog.missingComponent(scheme)));
        }

        private Stream<Finding> language() {
            return in(NoSuchLanguageException.class)
                    .map(NoSuchLanguageException::getLanguage)
                    .map(name -> line(name).finding(Catalog.missingLanguage(name)));
        }

        private Stream<Finding> dataFormat() {
            return match(DATA_FORMAT).map(found -> found.group(1)).map(name -> where.children().stream()
                    .filter(Element::isMapping)
                    .findFirst()
                    .orElse(where)
                    .finding(Catalog.missingDataFormat(name)));
        }

        private Stream<Finding> library() {
            return match(MISSING_LIBRARY)
                    .map(found ->
                            where.finding("%s needs a library that is not among the dependencies in pom.xml: add %s"
                                    .formatted(where.name(), found.group(1))));
        }

        private Stream<Finding> value() {
            return in(PropertyBindingException.class)
                    .filter(error -> error.getPropertyName() != null)
                    .map(error -> {
                        String name = error.getPropertyName();
                        return line(name)
                                .finding(Optional.ofNullable(
                                                Catalog.options(scheme()).get(name))
                                        .flatMap(option -> Catalog.wrongValue(option, String.valueOf(error.getValue())))
                                        .orElse(message));
                    });
        }

        private Stream<Finding> expression() {
            return in(ExpressionIllegalSyntaxException.class).map(error -> {
                String unknown = match(UNKNOWN_FUNCTION)
                        .map(found -> NearestName.hint(found.group(1), Catalog.SIMPLE_FUNCTIONS))
                        .findFirst()
                        .orElse("");
                return line(error.getExpression())
                        .finding("invalid expression: "
                                + error.getMessage().lines().findFirst().orElse(message) + unknown);
            });
        }

        /** Camel's own message is that of a NullPointerException. */
        private Stream<Finding> missingExpression() {
            List<Element> parts = where.name().equals("route") ? where.all().toList() : own;
            return Stream.concat(
                            parts.stream(),
                            parts.stream().filter(Element::isList).flatMap(list -> list.children().stream()))
                    .filter(Element::isMapping)
                    .flatMap(element -> Catalog.lackingExpressions(kind(element, parts), element).stream()
                            .map(option -> element.finding(kind(element, parts) + " lacks "
                                    + (option.equals("expression")
                                            ? "an expression, such as 'simple'"
                                            : "'" + option + "'"))));
        }

        private String kind(Element element, List<Element> parts) {
            return parts.stream()
                    .filter(list -> list.isList() && list.children().contains(element))
                    .map(Element::name)
                    .findFirst()
                    .orElse(element.name());
        }

        private Stream<Finding> tooLate() {
            return match(TOO_LATE).map(found -> where.children().stream()
                    .dropWhile(item -> item.child("route").isEmpty())
                    .flatMap(item -> item.child(found.group(1)).stream())
                    .findFirst()
                    .orElse(where)
                    .finding("put %s before the routes of the file".formatted(found.group(1))));
        }

        private String scheme() {
            return own.stream()
                    .filter(element -> element.name().equals("uri"))
                    .map(uri -> uri.text().split(":", 2)[0])
                    .findFirst()
                    .orElse("");
        }

        /** The element with this name, or with this text in its value. */
        private Element line(String text) {
            return own.stream()
                    .filter(element -> element.name().equals(text))
                    .findFirst()
                    .or(() -> own.stream()
                            .filter(element -> context.resolved(element.text()).contains(text))
                            .findFirst())
                    .orElse(where);
        }

        private <E extends Throwable> Stream<E> in(Class<E> type) {
            return Stream.ofNullable(ObjectHelper.getException(type, reason));
        }

        private Stream<MatchResult> match(Pattern pattern) {
            return Stream.iterate(reason, error -> error != null, Throwable::getCause)
                    .flatMap(error ->
                            pattern.matcher(String.valueOf(error.getMessage())).results())
                    .limit(1);
        }
    }
}
