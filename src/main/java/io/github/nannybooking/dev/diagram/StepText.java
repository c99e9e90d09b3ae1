package io.github.nannybooking.dev.diagram;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.DataFormatDefinitionAware;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.ThrowExceptionDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/** What is written on a step: its id, what it does, and its description. */
final class StepText {

    /** In which Camel's model tells what a step does, as {@code log[message]}. */
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\[(.*)]");

    private StepText() {}

    static List<String> of(OptionalIdentifiedDefinition<?> step) {
        String what = what(step);
        return of(step, isDisabled(step) ? what + " (disabled)" : what);
    }

    /** Likewise, where others know better what the step does. */
    static List<String> of(OptionalIdentifiedDefinition<?> step, String what) {
        return Stream.of(step.getId(), what, step.getDescriptionText())
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean isDisabled(OptionalIdentifiedDefinition<?> step) {
        return step instanceof ProcessorDefinition<?> processor && "true".equals(processor.getDisabled());
    }

    private static String what(OptionalIdentifiedDefinition<?> step) {
        Optional<String> endpoint = Endpoints.of(step);
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
        if (step instanceof SetHeaderDefinition set) {
            return "setHeader " + set.getName() + " = " + condition(set);
        }
        if (step instanceof SetPropertyDefinition set) {
            return "setProperty " + set.getName() + " = " + condition(set);
        }
        if (step instanceof SetVariableDefinition set) {
            return "setVariable " + set.getName() + " = " + condition(set);
        }
        if (step instanceof HasExpressionType expression) {
            return step.getShortName() + " " + condition(expression);
        }
        Matcher label = LABEL.matcher(step.getLabel());
        return label.matches() ? label.group(1) + " " + label.group(2) : step.getShortName();
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

    /** Their names without their packages. */
    static String exceptions(List<String> classes) {
        return classes.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.joining(", "));
    }
}
