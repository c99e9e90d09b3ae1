package io.github.nannybooking.dev.reload;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import io.github.nannybooking.dev.check.Finding;
import io.github.nannybooking.dev.check.RouteChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the routes of a folder as they are saved, whenever all its files are valid. It compares the whole folder with the
 * running routes, so it works with any editor, and after any number of invalid files.
 *
 * <p>It polls the folder, since Java's WatchService detects changes only after 2 to 10 s on macOS.
 */
public final class HotReload implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HotReload.class);
    private static final long POLL_MILLIS = 250;

    private final RouteFolder folder;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "hot-reload", true));
    private volatile Map<String, String> running;
    private Map<String, String> seen;
    private volatile Map<String, String> rejected;
    private long changedOn;
    private String unreadable;
    private RunningRoutes routes;
    private Properties settings;

    /**
     * Create it before Camel reads the routes, so that it detects each change.
     *
     * @throws UncheckedIOException if the folder can't be read
     */
    public HotReload(Path folder) {
        this.folder = new RouteFolder(folder);
        try {
            this.running = this.folder.texts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.seen = running;
    }

    public void start(CamelContext context) {
        timer.execute(() -> prepare(context));
        timer.scheduleWithFixedDelay(() -> poll(context), 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether the files of the folder run, and this was logged. */
    boolean isUpToDate() throws IOException {
        return rejected == null && folder.texts().equals(running);
    }

    /** Waits until a reload that has begun is done. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a first check, which takes the longest, before a file is saved. */
    private void prepare(CamelContext context) {
        try {
            routes = new RunningRoutes(context, folder, running);
            settings = settings(context);
            List<Finding> findings = RouteChecks.check(folder.path(), settings);
            if (!findings.isEmpty()) {
                logFindings(findings, Set.of());
            }
        } catch (Exception e) {
            LOG.error("Changes of the routes will not be applied", e);
            timer.shutdown();
        }
    }

    /** What routes may use, also what only this application has. */
    private static Properties settings(CamelContext context) {
        return context.getPropertiesComponent().loadProperties(name -> !name.startsWith("camel."));
    }

    private void poll(CamelContext context) {
        Map<String, String> now = Map.of();
        try {
            now = folder.texts();
            if (now.equals(running)) {
                if (rejected != null) {
                    LOG.info("The routes in {} run", folder.path());
                    rejected = null;
                }
            } else if (!now.equals(seen)) {
                // an editor may still be writing
                changedOn = System.nanoTime();
            } else if (!now.equals(rejected) && context.isStarted()) {
                replaceBy(now);
            }
            seen = now;
            unreadable = null;
        } catch (IOException e) {
            if (!e.toString().equals(unreadable)) {
                LOG.warn("The running routes stay unchanged, since their files can't be read: {}", e.toString());
            }
            unreadable = e.toString();
        } catch (Exception e) {
            // the timer does not run a task again that threw an exception
            rejected = now;
            LOG.error("The routes can't be replaced", e);
        }
    }

    private void replaceBy(Map<String, String> now) throws Exception {
        List<Finding> findings = RouteChecks.check(folder.path(), settings);
        if (!folder.texts().equals(now)) {
            return;
        }
        if (!findings.isEmpty()) {
            rejected = now;
            logFindings(findings, Set.of());
            return;
        }
        try {
            RunningRoutes.Change change = routes.replaceBy(now);
            LOG.info("{}, after {} ms", summary(now, change), (System.nanoTime() - changedOn) / 1_000_000);
            rejected = null;
        } catch (RejectedException e) {
            rejected = now;
            logFindings(e.findings(), e.lost());
        } finally {
            running = routes.texts();
        }
    }

    private static void logFindings(List<Finding> findings, Set<String> lost) {
        LOG.error(
                "The running routes stay unchanged{}, until this is fixed:\n{}",
                lost.isEmpty() ? "" : ", except " + String.join(", ", lost) + ", which can't be started again",
                findings.stream().map(Finding::toString).collect(joining("\n")));
    }

    private String summary(Map<String, String> now, RunningRoutes.Change change) {
        Map<Boolean, List<String>> changed =
                RouteFolder.changed(running, now).stream().collect(partitioningBy(now::containsKey));
        return Stream.of(
                        summary(changed.get(true), "live", change.started()),
                        summary(changed.get(false), "removed", change.ended()))
                .filter(summary -> !summary.isEmpty())
                .collect(joining("; "));
    }

    private String summary(List<String> names, String state, Set<String> routes) {
        return names.isEmpty()
                ? ""
                : "%s %s %s%s"
                        .formatted(
                                names.stream()
                                        .map(name -> folder.file(name).toString())
                                        .collect(joining(", ")),
                                names.size() == 1 ? "is" : "are",
                                state,
                                routes.isEmpty() ? "" : ": " + String.join(", ", routes));
    }
}
