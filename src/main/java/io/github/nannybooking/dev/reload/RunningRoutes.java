package io.github.nannybooking.dev.reload;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.github.nannybooking.dev.check.Finding;
import io.github.nannybooking.platform.settings.Settings;
import io.github.nannybooking.platform.startup.RouteFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The routes that run, by their files, and how others take their place.
 *
 * <p>Camel's own RouteWatcherReloadStrategy restarts all routes, or stops those of a file before it knows whether the others
 * can start, forgets none that is deleted, and keeps the REST services of before beside the new ones.
 */
final class RunningRoutes {

    /** For work that takes longer, Camel's own patience with it begins then. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What Camel keeps beside the routes, and can't take back. */
    private static final Pattern AT_THE_START_ALONE =
            Pattern.compile("(?m)^\\s*-\\s+(restConfiguration|routeTemplate|templatedRoute)(?=\\s*:)");

    private final CamelContext context;
    private final Model model;
    private final RouteFolder folder;
    private final HttpHold http;
    private Map<String, RouteFile> files;

    /**
     * What was exchanged.
     *
     * @param started the ids of the routes that were started, anew or for the first time
     * @param ended   the ids of those that are no more
     */
    record Change(Set<String> started, Set<String> ended) {}

    /** @param texts that the routes were made of */
    RunningRoutes(CamelContext context, RouteFolder folder, Map<String, String> texts) throws RefusedException {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
        this.folder = folder;
        this.files = Map.of();
        this.files = read(texts);
        this.http =
                new HttpHold(Duration.ofMillis(Settings.number(context, "booking.request-timeout"))).before(context);
    }

    /**
     * Runs these texts in the place of those before: starts what has changed and what is built on it, and leaves all else
     * alone.
     *
     * @throws RefusedException if Camel can't run them; then all is as it was, but for what it says that is lost
     */
    Change replaceBy(Map<String, String> texts) throws RefusedException, InterruptedException {
        for (String name : RouteFolder.changed(texts(), texts)) {
            refuseWhatIsReadAtTheStartAlone(folder.file(name), texts.getOrDefault(name, ""));
        }
        Map<String, RouteFile> wanted = read(texts);
        Set<String> exchanged = exchanged(wanted);
        List<RouteFile> before = of(files, exchanged);
        List<RouteFile> after = of(wanted, exchanged);
        http.during(() -> exchange(before, after));
        files = wanted;
        Set<String> ended = routes(before);
        ended.removeAll(routes(after));
        return new Change(routes(after), ended);
    }

    /** The texts that the routes are made of, by the names of their files. */
    Map<String, String> texts() {
        return files.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, file -> file.getValue().text()));
    }

    private Map<String, RouteFile> read(Map<String, String> texts) throws RefusedException {
        Map<String, RouteFile> read = new TreeMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (!text.getKey().endsWith(RouteFiles.SUFFIX)) {
                // Camel does not run it at the start either
                continue;
            }
            RouteFile before = files.get(text.getKey());
            read.put(
                    text.getKey(),
                    before != null && before.text().equals(text.getValue())
                            ? before
                            : RouteFile.read(context, folder.file(text.getKey()), text.getValue()));
        }
        return read;
    }

    private static void refuseWhatIsReadAtTheStartAlone(Path file, String text) throws RefusedException {
        Matcher kind = AT_THE_START_ALONE.matcher(text);
        if (kind.find()) {
            int line = (int) text.substring(0, kind.end()).lines().count();
            throw new RefusedException(new Finding(file, line, kind.group(1) + " takes a restart"), null);
        }
    }

    /** The names of the files of which something must be stopped or started. */
    private Set<String> exchanged(Map<String, RouteFile> wanted) {
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(wanted.keySet());
        Set<String> exchanged = names.stream()
                .filter(name -> files.get(name) != wanted.get(name))
                .collect(toCollection(TreeSet::new));
        Set<String> configurations = both(wanted, exchanged).stream()
                .flatMap(file -> file.configurations().stream())
                .collect(toSet());
        addWhere(names, exchanged, name -> files.get(name).isConfiguredBy(configurations));
        while (addWhere(
                names, exchanged, name -> both(wanted, exchanged).stream().anyMatch(files.get(name)::isOneWith))) {
            // and what is one with those
        }
        return exchanged;
    }

    private static boolean addWhere(Set<String> names, Set<String> exchanged, Predicate<String> touched) {
        return exchanged.addAll(names.stream()
                .filter(name -> !exchanged.contains(name))
                .filter(touched)
                .toList());
    }

    private List<RouteFile> both(Map<String, RouteFile> wanted, Set<String> names) {
        List<RouteFile> both = new ArrayList<>(of(files, names));
        both.addAll(of(wanted, names));
        return both;
    }

    private static List<RouteFile> of(Map<String, RouteFile> files, Set<String> names) {
        return names.stream().filter(files::containsKey).map(files::get).toList();
    }

    private static Set<String> routes(List<RouteFile> files) {
        return files.stream().flatMap(file -> file.routes().stream()).collect(toCollection(TreeSet::new));
    }

    private void exchange(List<RouteFile> before, List<RouteFile> after) throws RefusedException {
        List<RouteFile> both = Stream.concat(after.stream(), before.stream()).toList();
        try {
            remove(both);
            add(after);
        } catch (Exception e) {
            List<Finding> findings = new ArrayList<>(List.of(Failures.finding(e, context, both)));
            Set<String> lost = restore(before, both, findings);
            throw new RefusedException(findings.stream().distinct().toList(), lost, e);
        }
    }

    /** Tells the ids of those that do not run again, and adds why. */
    private Set<String> restore(List<RouteFile> before, List<RouteFile> both, List<Finding> findings) {
        try {
            remove(both);
            add(before);
            return Set.of();
        } catch (Exception e) {
            findings.add(Failures.finding(e, context, both));
            files.values().removeAll(before);
            Set<String> lost = routes(before);
            lost.removeIf(id -> context.getRouteController().getRouteStatus(id) == ServiceStatus.Started);
            return lost;
        }
    }

    private void remove(List<RouteFile> gone) throws Exception {
        List<RouteDefinition> routes = model.getRouteDefinitions().stream()
                .filter(route -> gone.stream().anyMatch(file -> file.made(route.getResource())))
                .toList();
        finish(routes.stream().map(RouteDefinition::getRouteId).collect(toSet()));
        for (RouteDefinition route : routes) {
            context.getRouteController().stopRoute(route.getRouteId());
            context.removeRoute(route.getRouteId());
        }
        // also what was never started
        model.getRouteDefinitions().removeAll(routes);
        model.getRestDefinitions().removeIf(rest -> gone.stream().anyMatch(file -> file.made(rest.getResource())));
        model.getRouteConfigurationDefinitions().removeIf(configuration -> gone.stream()
                .anyMatch(file -> file.configurations().contains(RouteFile.id(configuration))));
    }

    /** All at once, since Camel then lets those run that others call, until nobody is under way any more. */
    private void finish(Set<String> routes) throws Exception {
        List<RouteStartupOrder> orders = context.getCamelContextExtension().getRouteStartupOrder().stream()
                .filter(order -> routes.contains(order.getRoute().getRouteId()))
                .toList();
        finishSoon(orders);
        ShutdownStrategy shutdown = context.getShutdownStrategy();
        shutdown.shutdown(context, orders, shutdown.getTimeout(), shutdown.getTimeUnit());
    }

    /**
     * Camel would look once a second whether all is done, and leave the rest of a batch that was taken off a queue to whoever
     * gets it when its visibility timeout is over.
     */
    private void finishSoon(List<RouteStartupOrder> orders) throws InterruptedException {
        ServiceHelper.suspendServices(orders.stream()
                .map(RouteStartupOrder::getInput)
                .filter(ScheduledPollConsumer.class::isInstance)
                .toList());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (orders.stream().anyMatch(this::isUnderWay) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Also a poll, and what a wire tap has still to send. */
    private boolean isUnderWay(RouteStartupOrder order) {
        return context.getInflightRepository().size(order.getRoute().getRouteId()) > 0
                || order.getServices().stream()
                        .flatMap(service -> ServiceHelper.getChildServices(service, true).stream())
                        .filter(ShutdownAware.class::isInstance)
                        .anyMatch(service -> ((ShutdownAware) service).getPendingExchangesSize() > 0);
    }

    /** The definitions of all files together, as a verb and its route may stand in two. */
    private void add(List<RouteFile> files) throws Exception {
        List<RouteConfigurationBuilder> builders = new ArrayList<>();
        for (RouteFile file : files) {
            builders.add(file.builder(context));
        }
        for (RouteConfigurationBuilder builder : builders) {
            builder.addRouteConfigurationsToCamelContext(context);
        }
        List<RouteDefinition> routes = new ArrayList<>();
        for (RouteConfigurationBuilder builder : builders) {
            builder.prepareModel(context);
            routes.addAll(builder.getRouteCollection().getRoutes());
        }
        model.addRouteDefinitions(routes);
    }
}
