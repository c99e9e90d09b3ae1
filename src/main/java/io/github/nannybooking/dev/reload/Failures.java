package io.github.nannybooking.dev.reload;

import io.github.nannybooking.dev.check.Finding;
import io.github.nannybooking.dev.check.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
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

/** Finds the file and the line at which Camel failed to create or start a route. */
final class Failures {

    private Failures() {}

    /** @param files whose definitions are in the model of {@code context} */
    static Finding finding(Exception failure, CamelContext context, List<SavedFile> files) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        String reason = reason(failure) + nearestBean(failure, context);
        Optional<RouteDefinition> route = routeId(failure).map(model::getRouteDefinition);
        Optional<SavedFile> file = route.flatMap(definition -> files.stream()
                .filter(each -> each.contains(definition.getResource()))
                .findFirst());
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
        return in(failure, NoSuchBeanException.class, NoSuchBeanException::getName);
    }

    private static Optional<String> routeId(Exception failure) {
        return in(failure, FailedToCreateRouteException.class, FailedToCreateRouteException::getRouteId)
                .or(() -> in(failure, FailedToStartRouteException.class, FailedToStartRouteException::getRouteId));
    }

    private static <E extends Exception> Optional<String> in(
            Exception failure, Class<E> cause, Function<E, String> name) {
        return Optional.ofNullable(ObjectHelper.getException(cause, failure)).map(name);
    }

    /** The line of the bean or the option that failed, of the step that Camel names, or of the start of the route. */
    private static int line(Exception failure, RouteDefinition route, SavedFile file) {
        int step = steps(route.getOutputs())
                .filter(each -> String.valueOf(failure.getMessage()).contains(">>> " + each + " <<<"))
                .findFirst()
                .map(ProcessorDefinition::getLineNumber)
                .orElse(route.getInput().getLineNumber());
        return bean(failure)
                .or(() -> in(failure, PropertyBindingException.class, PropertyBindingException::getPropertyName))
                .map(name -> lineOf(name, step, file.text()))
                .orElse(step);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Stream<ProcessorDefinition<?>> steps(List<ProcessorDefinition<?>> outputs) {
        return (Stream) ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class).stream();
    }

    private static int lineOf(String name, int from, String text) {
        List<String> lines = text.lines().toList();
        return IntStream.rangeClosed(from, lines.size())
                .filter(line -> lines.get(line - 1).contains(name))
                .findFirst()
                .orElse(from);
    }
}
