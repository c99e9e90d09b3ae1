package io.github.nannybooking.dev.check;

import io.github.nannybooking.NannyBooking;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.dev.model.RouteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NamedNode;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.DefaultRoutesCollector;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.model.Model;
import org.apache.camel.model.OutputNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.CliConnectorFactory;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.MDC;

/**
 * A start of the application with some route files, from which nothing leaves the JVM ({@link TrialContext}): Camel itself
 * decides whether it can run the files. A file that Camel can't load is left out, and a step that it can't create is replaced,
 * so one trial finds the mistakes in the others as well.
 */
final class Trial implements AutoCloseable {

    /** The logging of development drops the lines of a trial: what Camel says is in the findings. */
    private static final String LOGGED_IN_TRIAL = "trial";

    /** What has steps in a step that has none itself. */
    private static final Set<String> PARTS = Set.of("when", "otherwise", "onFallback");

    private static final Set<String> DYNAMIC = Set.of("toD", "wireTap");

    private static final Map<String, String> SETTINGS = Map.of(
            "booking.auth", "none",
            "booking.queues.checks", "false",
            "camel.health.enabled", "false",
            "camel.main.jmx-enabled", "false",
            "camel.main.source-location-enabled", "true",
            "camel.management.enabled", "false",
            "camel.metrics.enabled", "false",
            "camel.server.enabled", "false");

    private static final String REGION = "aws.region";

    /** It concerns several files, which Camel does not name. */
    private static final Pattern CLASH = Pattern.compile("Duplicate|Multiple consumers|already exists");

    private final List<RouteFile> files;
    private final TrialContext context = new TrialContext();
    private final Application application = new Application();
    private final List<Rejection> rejections = new ArrayList<>();
    private String failedRoute;
    private Exception failure;

    /**
     * What Camel rejects.
     *
     * @param where the step, the route or the whole file
     */
    record Rejection(RouteFile file, Element where, Throwable reason) {}

    /**
     * Starts the application.
     *
     * @param properties beside those of the application
     * @param without the ids of routes to leave out
     */
    Trial(List<RouteFile> files, Properties properties, Set<String> without) {
        this.files = files;
        setRegion();
        SETTINGS.forEach(application::addOverrideProperty);
        application.setInitialProperties(properties);
        try (var trial = MDC.putCloseable(LOGGED_IN_TRIAL, "true")) {
            application.init();
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            model.getRouteDefinitions().removeIf(route -> without.contains(route.getRouteId()));
            model.getRouteDefinitions().forEach(this::rejectMovedSteps);
            context.start();
            files.forEach(this::tryDynamicEndpoints);
        } catch (Exception e) {
            notStarted(e);
        }
        context.failedSteps().forEach(this::notCreated);
    }

    /** The SDK creates no client without a region. The clients make no request. */
    private static void setRegion() {
        if (System.getenv("AWS_REGION") == null && System.getProperty(REGION) == null) {
            System.setProperty(REGION, SdkEnvironment.REGION);
        }
    }

    List<Rejection> rejections() {
        return rejections;
    }

    /** The route that can't start, so that nothing is known of those after it. */
    Optional<String> failedRoute() {
        return Optional.ofNullable(failedRoute);
    }

    /** Why the application did not start, if it is not known where. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    TrialContext context() {
        return context;
    }

    @Override
    public void close() {
        try (var trial = MDC.putCloseable(LOGGED_IN_TRIAL, "true")) {
            application.stop();
            // also if it was not initialized completely
            context.stop();
        }
    }

    private void notStarted(Exception reason) {
        Optional<String> id = routeId(reason);
        Optional<Rejection> rejection = CLASH.matcher(Reasons.message(reason)).find()
                ? Optional.empty()
                : id.isPresent()
                        ? rejection(reason, route -> isRoute(route, id.get()))
                        : files.stream()
                                .filter(file ->
                                        String.valueOf(reason.getMessage()).contains(location(file)))
                                .map(file -> new Rejection(file, file.root(), reason))
                                .findFirst();
        rejection.ifPresentOrElse(rejections::add, () -> failure = reason);
        failedRoute = rejection.flatMap(rejected -> id).orElse(null);
    }

    private static Optional<String> routeId(Exception failure) {
        return Optional.ofNullable(ObjectHelper.getException(FailedToCreateRouteException.class, failure))
                .map(FailedToCreateRouteException::getRouteId)
                .or(() -> Optional.ofNullable(ObjectHelper.getException(FailedToStartRouteException.class, failure))
                        .map(FailedToStartRouteException::getRouteId));
    }

    private void notCreated(TrialContext.FailedStep failed) {
        rejection(failed.reason(), failed.step())
                // a step of a route configuration in Java
                .or(() -> rejection(
                        failed.reason(), route -> isRoute(route, failed.route().getRouteId())))
                .ifPresentOrElse(rejections::add, () -> failure = failed.reason());
    }

    private Optional<Rejection> rejection(Exception reason, NamedNode step) {
        return files.stream()
                .filter(file -> location(file).equals(step.getLocation()))
                .flatMap(file -> file
                        .elements()
                        .filter(element -> element.line() == step.getLineNumber() && element.isMapping())
                        .reduce((outer, inner) -> inner)
                        .map(element -> new Rejection(file, element, reason))
                        .stream())
                .findFirst();
    }

    /** Camel moves the steps after a step without steps, such as a filter, into it: the route would do what nobody wrote. */
    private void rejectMovedSteps(RouteDefinition route) {
        Exception reason = new IllegalArgumentException(
                "there are no steps in it, so Camel would move the steps after it into it");
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class).stream()
                .filter(step -> step instanceof OutputNode && !step.getOutputs().isEmpty())
                .flatMap(step -> rejection(reason, step).stream())
                .filter(rejection ->
                        rejection.where().children("steps").findAny().isEmpty()
                                && rejection.where().children().stream()
                                        .noneMatch(child -> PARTS.contains(child.name())))
                .forEach(rejections::add);
    }

    private Optional<Rejection> rejection(Exception reason, Predicate<Element> route) {
        return files.stream()
                .flatMap(file -> file.of("route").filter(route).map(found -> new Rejection(file, found, reason)))
                .findFirst();
    }

    private static boolean isRoute(Element route, String id) {
        return route.text("id").equals(Optional.of(id));
    }

    /** Camel creates the endpoint of a dynamic step for a message; a mistyped option would let each message fail. */
    private void tryDynamicEndpoints(RouteFile file) {
        file.elements()
                .filter(step -> DYNAMIC.contains(step.name()))
                .filter(step -> step.text("uri")
                        .filter(uri -> uri.matches("[\\w-]+:.*"))
                        .isPresent())
                .forEach(step -> {
                    Map<String, Object> options = new HashMap<>();
                    step.children("parameters").forEach(option -> options.put(option.name(), option.text()));
                    try {
                        context.getEndpoint(step.text("uri").orElseThrow().replaceAll("\\$\\{[^}]*}", "any"), options);
                    } catch (ResolveEndpointFailedException e) {
                        if (Reasons.isUnknownOption(e)) {
                            rejections.add(new Rejection(file, step, e));
                        }
                    } catch (RuntimeException e) {
                        // depends on the message
                    }
                });
    }

    private static Resource resource(RouteFile file) {
        return ResourceHelper.fromString(location(file), file.yaml());
    }

    private static String location(RouteFile file) {
        return file.path().toUri().toString();
    }

    private final class Application extends Main {

        private Application() {
            // without a hook in the JVM
            setShutdownStrategy(new SimpleMainShutdownStrategy());
            NannyBooking.addBeans(configure());
            // the pattern of a folder that the collector does not read
            configure().setRoutesIncludePattern("trial");
            setRoutesCollector(new Collector());
        }

        @Override
        protected CamelContext createCamelContext() {
            context.getCamelContextExtension().setRegistry(registry);
            return context;
        }
    }

    private final class Collector extends DefaultRoutesCollector {

        @Override
        public Collection<Resource> findRouteResourcesFromDirectory(
                CamelContext camel, String exclude, String include) {
            context.getPropertiesComponent().addPropertiesFunction(new Variables());
            // the connector of the camel command would start a thread, and write files into the home folder
            Optional.ofNullable(context.getCamelContextExtension().getContextPlugin(CliConnectorFactory.class))
                    .ifPresent(connectors -> connectors.setEnabled(false));
            return files.stream().map(Trial::resource).toList();
        }

        @Override
        public Collection<RoutesBuilder> collectRoutesFromDirectory(
                CamelContext camel, String exclude, String include) {
            List<RoutesBuilder> loaded = new ArrayList<>();
            for (RouteFile file : files) {
                Resource resource = resource(file);
                try {
                    RouteModel.read(camel, resource);
                    loaded.add(RouteModel.load(camel, resource));
                } catch (Exception e) {
                    rejections.add(new Rejection(file, file.root(), e));
                }
            }
            return loaded;
        }
    }
}
