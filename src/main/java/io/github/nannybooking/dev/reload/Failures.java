package io.github.nannybooking.dev.reload;

import io.github.nannybooking.dev.check.Finding;
import io.github.nannybooking.dev.check.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.ObjectHelper;

/** Says in which file and line Camel failed to make or start a route. */
final class Failures {

    private Failures() {}

    /** @param files that were being started; of their definitions the model of {@code context} knows the lines */
    static Finding finding(Exception failure, CamelContext context, List<RouteFile> files) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        String reason = reason(failure) + nearestBean(failure, context);
        Optional<RouteDefinition> route = routeId(failure).map(model::getRouteDefinition);
        Optional<RouteFile> file = route.flatMap(made ->
                files.stream().filter(each -> each.made(made.getResource())).findFirst());
        if (file.isEmpty()) {
            return new Finding(files.get(0).file(), 1, "the routes can't be started: " + reason);
        }
        return new Finding(
                file.get().file(),
                line(failure, route.get(), file.get()),
                "route %s can't be started: %s".formatted(route.get().getRouteId(), reason));
    }

    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
    }

    private static String nearestBean(Exception failure, CamelContext context) {
        return bean(failure)
                .map(name -> NearestName.hint(
                        name,
                        context.getRegistry().findByTypeWithName(Object.class).keySet()))
                .orElse("");
    }

    private static Optional<String> bean(Exception failure) {
        return Optional.ofNullable(ObjectHelper.getException(NoSuchBeanException.class, failure))
                .map(NoSuchBeanException::getName);
    }

    private static Optional<String> routeId(Exception failure) {
        return Stream.of(
                        Optional.ofNullable(ObjectHelper.getException(FailedToCreateRouteException.class, failure))
                                .map(FailedToCreateRouteException::getRouteId),
                        Optional.ofNullable(ObjectHelper.getException(FailedToStartRouteException.class, failure))
                                .map(FailedToStartRouteException::getRouteId))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Of the step that Camel names, or within it of the bean or the option; else of the start of the route. */
    private static int line(Exception failure, RouteDefinition route, RouteFile file) {
        int step = steps(route.getOutputs())
                .filter(each -> String.valueOf(failure.getMessage()).contains(">>> " + each + " <<<"))
                .findFirst()
                .map(ProcessorDefinition::getLineNumber)
                .orElse(route.getInput().getLineNumber());
        return word(failure).map(word -> lineOf(word, step, file.text())).orElse(step);
    }

    private static Optional<String> word(Exception failure) {
        return Stream.of(
                        bean(failure),
                        Optional.ofNullable(ObjectHelper.getException(PropertyBindingException.class, failure))
                                .map(PropertyBindingException::getPropertyName))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Stream<ProcessorDefinition<?>> steps(List<ProcessorDefinition<?>> outputs) {
        return (Stream) ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class).stream();
    }

    private static int lineOf(String word, int from, String text) {
        List<String> lines = text.lines().toList();
        for (int line = from; line <= lines.size(); line++) {
            if (lines.get(line - 1).contains(word)) {
                return line;
            }
        }
        return from;
    }
}
