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
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The running routes, by their files.
 *
 * <p>Camel's own RouteWatcherReloadStrategy restarts all routes, or stops the routes of a file before it knows whether the
 * new ones can start. It does not remove the routes of a deleted file, and keeps the previous REST services.
 */
final class RunningRoutes {

    /** After this time, Camel's own shutdown timeout begins. */
    private static final Duration FAST_FINISH = Duration.ofSeconds(5);

    /** Camel can't remove these from a running context. */
    private static final Pattern NOT_RELOADABLE =
            Pattern.compile("(?m)^\\s*-\\s+(restConfiguration|routeTemplate|templatedRoute)(?=\\s*:)");

    private final CamelContext context;
    private final Model model;
    private final RouteFolder folder;
    private final RunningBeans beans;
    private final HttpHold http;
    private Map<String, SavedFile> files;

    /**
     * @param started the ids of the routes that were started or restarted
     * @param ended   the ids of the routes that were removed
     */
    record Change(Set<String> started, Set<String> ended) {}

    /** @param texts of the files that Camel started the routes from */
    RunningRoutes(CamelContext context, RouteFolder folder, Map<String, String> texts) throws RejectedException {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
        this.folder = folder;
        this.beans = new RunningBeans(context);
        this.files = Map.of();
        this.files = read(texts);
        this.http = new HttpHold(Duration.ofMillis(Long.parseLong(Settings.text(context, "booking.request-timeout"))))
                .before(context);
    }

    /**
     * Runs the routes of these texts instead of the previous ones. Restarts only the routes that changed or depend on a
     * change, or all routes with new beans if a file with beans is among those.
     *
     * @throws RejectedException if Camel can't run them; then the previous routes run, except those that are lost
     */
    Change replaceBy(Map<String, String> texts) throws RejectedException, InterruptedException {
        Set<String> changed = RouteFolder.changed(texts(), texts);
        for (String name : changed) {
            checkReloadable(folder.file(name), texts.getOrDefault(name, ""));
        }
        Map<String, SavedFile> wanted = read(texts);
        for (SavedFile file : of(wanted, changed)) {
            beans.checkNames(file);
        }
        Set<String> names = affected(changed, wanted);
        List<SavedFile> before = of(files, names);
        List<SavedFile> after = of(wanted, names);
        http.during(() -> exchange(before, after));
        files = wanted;
        Set<String> ended = routeIds(before);
        ended.removeAll(routeIds(after));
        return new Change(routeIds(after), ended);
    }

    /** The texts of the running routes, by the names of their files. */
    Map<String, String> texts() {
        return files.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, file -> file.getValue().text()));
    }

    private Map<String, SavedFile> read(Map<String, String> texts) throws RejectedException {
        Map<String, SavedFile> read = new TreeMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            String name = text.getKey();
            SavedFile before = files.get(name);
            if (before != null && before.text().equals(text.getValue())) {
                read.put(name, before);
            } else if (name.endsWith(RouteFiles.SUFFIX)) {
                read.put(name, SavedFile.read(context, folder.file(name), text.getValue()));
            }
        }
        return read;
    }

    private static void checkReloadable(Path file, String text) throws RejectedException {
        Matcher kind = NOT_RELOADABLE.matcher(text);
        if (kind.find()) {
            int line = (int) text.substring(0, kind.end()).lines().count();
            throw new RejectedException(
                    new Finding(file, line, "restart the application to apply a change of " + kind.group(1)), null);
        }
    }

    /** The names of the files whose routes must be stopped or started. */
    private Set<String> affected(Set<String> changed, Map<String, SavedFile> wanted) {
        Set<String> affected = new TreeSet<>(changed);
        Set<String> configurations = both(wanted, changed).stream()
                .flatMap(file -> file.configurationIds().stream())
                .collect(toSet());
        affected.addAll(running(file -> file.isConfiguredBy(configurations)));
        while (affected.addAll(running(file -> both(wanted, affected).stream().anyMatch(file::sharesRouteWith)))) {
            // repeat for the files that were added
        }
        if (both(wanted, affected).stream().anyMatch(SavedFile::hasBeans)) {
            affected.addAll(files.keySet());
        }
        return affected;
    }

    private List<String> running(Predicate<SavedFile> condition) {
        return files.keySet().stream()
                .filter(name -> condition.test(files.get(name)))
                .toList();
    }

    private List<SavedFile> both(Map<String, SavedFile> wanted, Set<String> names) {
        List<SavedFile> both = new ArrayList<>(of(files, names));
        both.addAll(of(wanted, names));
        return both;
    }

    private static List<SavedFile> of(Map<String, SavedFile> files, Set<String> names) {
        return names.stream().filter(files::containsKey).map(files::get).toList();
    }

    private static Set<String> routeIds(List<SavedFile> files) {
        return files.stream().flatMap(file -> file.routeIds().stream()).collect(toCollection(TreeSet::new));
    }

    private void exchange(List<SavedFile> before, List<SavedFile> after) throws RejectedException {
        List<SavedFile> both = Stream.concat(after.stream(), before.stream()).toList();
        try {
            remove(both);
            add(after);
        } catch (Exception e) {
            List<Finding> findings = new ArrayList<>(Failures.findings(e, context, both));
            Set<String> lost = restore(before, both, findings);
            throw new RejectedException(findings.stream().distinct().toList(), lost, e);
        }
    }

    /** Starts the previous routes. Returns the ids of those that can't start, and adds the reason to {@code findings}. */
    private Set<String> restore(List<SavedFile> before, List<SavedFile> both, List<Finding> findings) {
        try {
            remove(both);
            add(before);
            return Set.of();
        } catch (Exception e) {
            findings.addAll(Failures.findings(e, context, both));
            files.values().removeAll(before);
            Set<String> lost = routeIds(before);
            lost.removeIf(id -> context.getRouteController().getRouteStatus(id) == ServiceStatus.Started);
            return lost;
        }
    }

    private void remove(List<SavedFile> gone) throws Exception {
        List<RouteDefinition> routes = model.getRouteDefinitions().stream()
                .filter(route -> isIn(gone, route.getResource()))
                .toList();
        finish(routes.stream().map(RouteDefinition::getRouteId).collect(toSet()));
        for (RouteDefinition route : routes) {
            context.getRouteController().stopRoute(route.getRouteId());
            context.removeRoute(route.getRouteId());
        }
        // also those that were never started
        model.getRouteDefinitions().removeAll(routes);
        model.getRestDefinitions().removeIf(rest -> isIn(gone, rest.getResource()));
        model.getRouteConfigurationDefinitions().removeIf(configuration -> gone.stream()
                .anyMatch(file -> file.configurationIds().contains(SavedFile.id(configuration))));
        if (gone.stream().anyMatch(SavedFile::hasBeans)) {
            beans.remove();
        }
    }

    private static boolean isIn(List<SavedFile> files, Resource definition) {
        return files.stream().anyMatch(file -> file.contains(definition));
    }

    /** Stops all at once: Camel then keeps a route running while exchanges of the others may call it. */
    private void finish(Set<String> routes) throws Exception {
        List<RouteStartupOrder> orders = context.getCamelContextExtension().getRouteStartupOrder().stream()
                .filter(order -> routes.contains(order.getRoute().getRouteId()))
                .toList();
        finishFast(orders);
        ShutdownStrategy shutdown = context.getShutdownStrategy();
        shutdown.shutdown(context, orders, shutdown.getTimeout(), shutdown.getTimeUnit());
    }

    /**
     * Camel's shutdown strategy checks only once a second whether all exchanges are done. It also leaves the rest of a
     * received batch unprocessed until its visibility timeout ends.
     */
    private void finishFast(List<RouteStartupOrder> orders) throws InterruptedException {
        ServiceHelper.suspendServices(orders.stream()
                .map(RouteStartupOrder::getInput)
                .filter(ScheduledPollConsumer.class::isInstance)
                .toList());
        long end = System.nanoTime() + FAST_FINISH.toNanos();
        while (orders.stream().anyMatch(this::isInflight) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Counts also a running poll and the pending exchanges of a wire tap. */
    private boolean isInflight(RouteStartupOrder order) {
        return context.getInflightRepository().size(order.getRoute().getRouteId()) > 0
                || order.getServices().stream()
                        .flatMap(service -> ServiceHelper.getChildServices(service, true).stream())
                        .filter(ShutdownAware.class::isInstance)
                        .anyMatch(service -> ((ShutdownAware) service).getPendingExchangesSize() > 0);
    }

    /** Adds the definitions of all files together, as a verb and its route may be in two files. */
    private void add(List<SavedFile> files) throws Exception {
        List<RouteConfigurationBuilder> builders = new ArrayList<>();
        for (SavedFile file : files) {
            builders.add(file.load(context));
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
