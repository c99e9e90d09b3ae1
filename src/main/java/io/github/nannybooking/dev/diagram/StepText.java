package io.github.nannybooking.dev.diagram;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.DataFormatDefinitionAware;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/** The text of a step: its id, what it does, and its description. */
final class StepText {

    /** The format of a label in Camel's model, for example {@code log[message]}. */
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\[(.*)]");

    /** The steps whose label contains a name without its value. */
    private static final Set<String> SETTERS = Set.of("setHeader", "setProperty", "setVariable");

    private StepText() {}

    static List<String> of(OptionalIdentifiedDefinition<?> step) {
        String action = action(step);
        return of(step, isDisabled(step) ? action + " (disabled)" : action);
    }

    /** The text of a step whose action the caller describes. */
    static List<String> of(OptionalIdentifiedDefinition<?> step, String action) {
        return Stream.of(step.getId(), action, step.getDescriptionText())
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean isDisabled(OptionalIdentifiedDefinition<?> step) {
        return step instanceof ProcessorDefinition<?> processor && "true".equals(processor.getDisabled());
    }

    private static String action(OptionalIdentifiedDefinition<?> step) {
        Optional<String> endpoint = EndpointText.of(step);
        if (endpoint.isPresent()) {
            return step.getShortName() + " " + endpoint.get();
        }
        if (step instanceof BeanDefinition bean && bean.getRef() != null) {
            return "bean " + method(bean.getRef(), bean.getMethod());
        }
        if (step instanceof ThrowExceptionDefinition thrown && thrown.getExceptionType() != null) {
            return "throwException " + exceptions(List.of(thrown.getExceptionType()));
        }
        if (step instanceof DataFormatDefinitionAware format && format.getDataFormatType() != null) {
            return step.getShortName() + " " + format.getDataFormatType().getShortName();
        }
        Matcher label = LABEL.matcher(step.getLabel());
        String labelled = label.matches() ? label.group(1) + " " + label.group(2) : step.getShortName();
        if (step instanceof HasExpressionType expression) {
            return (SETTERS.contains(step.getShortName()) ? labelled + " = " : step.getShortName() + " ")
                    + condition(expression);
        }
        return labelled;
    }

    static String condition(HasExpressionType step) {
        ExpressionDefinition expression = step.getExpressionType();
        return expression instanceof MethodCallExpression call && call.getRef() != null
                ? method(call.getRef(), call.getMethod())
                : expression.getExpression();
    }

    private static String method(String bean, String method) {
        return method == null ? bean : bean + "." + method;
    }

    /** The class names without their packages. */
    static String exceptions(List<String> classes) {
        return classes.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.joining(", "));
    }
}
