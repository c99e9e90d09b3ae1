package io.github.nannybooking.dev.reload;

import io.github.nannybooking.dev.check.Finding;
import io.github.nannybooking.dev.check.NearestName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Finds the file and the line at which Camel failed to create a bean, or to create or start a route. */
final class Failures {

    /** The only place where Camel names a bean that it can't create. */
    private static final Pattern CREATING = Pattern.compile("Error creating bean: (\\S+) of type");

    private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([\\w-]+)");

    private Failures() {}

    /** The finding of a bean of {@code file} that can't be created. */
    static Finding ofBean(Exception failure, CamelContext context, SavedFile file) {
        String bean = causes(failure)
                .map(cause -> CREATING.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(message -> message.group(1))
                .findFirst()
                .orElse("");
        int line = file.lineOf(bean, 1).orElse(1);
        return new Finding(
                file.file(),
                lineOfName(failure, line, file),
                "bean %s can't be created: %s".formatted(bean, reason(failure, context)));
    }

    /** @param files first those whose definitions are in the model of {@code context} */
    static List<Finding> findings(Exception failure, CamelContext context, List<SavedFile> files) {
        return failure instanceof RejectedException rejected
                ? rejected.findings()
                : List.of(ofRoute(failure, context, files));
    }

    private static Finding ofRoute(Exception failure, CamelContext context, List<SavedFile> files) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        String reason = reason(failure, context);
        Optional<RouteDefinition> route = routeId(failure).map(model::getRouteDefinition);
        Optional<SavedFile> file = route.flatMap(definition -> files.stream()
                .filter(each -> each.contains(definition.getResource()))
                .findFirst());
        if (file.isEmpty()) {
            return new Finding(files.get(0).file(), 1, "the routes can't be started: " + reason);
        }
        Finding inRoute = new Finding(
                file.get().file(),
                line(failure, route.get(), file.get()),
                "route %s can't be started: %s".formatted(route.get().getRouteId(), reason));
        return bean(failure)
                .filter(name -> file.get().lineOf(name, 1).isEmpty())
                .flatMap(name -> inConfiguration(name, files, inRoute.message()))
                .orElse(inRoute);
    }

    private static Optional<Finding> inConfiguration(String bean, List<SavedFile> files, String message) {
        return files.stream()
                .filter(file -> !file.configurationIds().isEmpty()
                        && file.lineOf(bean, 1).isPresent())
                .findFirst()
                .map(file -> new Finding(file.file(), file.lineOf(bean, 1).getAsInt(), message));
    }

    private static String reason(Exception failure, CamelContext context) {
        Throwable cause = causes(failure).reduce(failure, (outer, inner) -> inner);
        return reference(failure)
                        .filter(name -> context.getRegistry().lookupByName(name) == null)
                        .map(name -> "No bean could be found in the registry for: " + name)
                        .or(() -> Optional.ofNullable(cause.getMessage()))
                        .orElse(cause.toString())
                + nearestBean(failure, context);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static String nearestBean(Exception failure, CamelContext context) {
        return bean(failure)
                .map(name -> NearestName.hint(
                        name,
                        context.getRegistry().findByTypeWithName(Object.class).keySet()))
                .orElse("");
    }

    private static Optional<String> bean(Exception failure) {
        return in(failure, NoSuchBeanException.class, NoSuchBeanException::getName)
                .or(() -> reference(failure));
    }

    /** The name of the bean in the value of an option, which Camel uses as text if there is no such bean. */
    private static Optional<String> reference(Exception failure) {
        return in(failure, PropertyBindingException.class, option -> String.valueOf(option.getValue()))
                .map(REFERENCE::matcher)
                .filter(Matcher::matches)
                .map(value -> value.group(1));
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
        return lineOfName(failure, step, file);
    }

    /** The line with the bean or the option that failed: the first from {@code from} on, or in the file, or else this line. */
    private static int lineOfName(Exception failure, int from, SavedFile file) {
        return bean(failure)
                .or(() -> in(failure, PropertyBindingException.class, PropertyBindingException::getPropertyName))
                .map(name -> file.lineOf(name, from)
                        .orElseGet(() -> file.lineOf(name, 1).orElse(from)))
                .orElse(from);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Stream<ProcessorDefinition<?>> steps(List<ProcessorDefinition<?>> outputs) {
        return (Stream) ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class).stream();
    }
}
