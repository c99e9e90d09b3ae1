package io.github.nannybooking.dev.reload;

import static java.util.stream.Collectors.joining;

import io.github.nannybooking.dev.check.Finding;
import io.github.nannybooking.dev.check.RouteChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is saved in a folder of routes: makes what runs equal to what is there, as soon as all of it is in order. So it
 * does not matter how an editor saves, nor how many broken files were there before.
 *
 * <p>It looks at the folder itself, since Java's WatchService takes 2 to 10 s to do so on macOS.
 */
public final class HotReload implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HotReload.class);
    private static final long LOOK_EVERY_MILLIS = 250;

    private final RouteFolder folder;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "hot-reload", true));
    private volatile Map<String, String> running;
    private Map<String, String> seen;
    private volatile Map<String, String> refused;
    private long noticedOn;
    private String unreadable;
    private RunningRoutes routes;

    /**
     * To be made before the routes are read, so that no change is missed.
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

    /** Looks at the folder from now on. */
    public void start(CamelContext context) {
        timer.execute(() -> prepare(context));
        timer.scheduleWithFixedDelay(() -> look(context), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether what is in the folder runs, and it was told. */
    boolean isUpToDate() throws IOException {
        return refused == null && folder.texts().equals(running);
    }

    /** Ends what it is about to do. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first check takes longest; it need not be that of the first file which is saved. */
    private void prepare(CamelContext context) {
        try {
            routes = new RunningRoutes(context, folder, running);
            List<Finding> findings = RouteChecks.check(folder.path());
            if (!findings.isEmpty()) {
                tell(findings, Set.of());
            }
        } catch (Exception e) {
            LOG.error("Routes that are saved will not run", e);
            timer.shutdown();
        }
    }

    private void look(CamelContext context) {
        Map<String, String> now = Map.of();
        try {
            now = folder.texts();
            if (now.equals(running)) {
                if (refused != null) {
                    LOG.info("What is in {} runs", folder.path());
                    refused = null;
                }
            } else if (!now.equals(seen)) {
                // an editor may be in the middle of it
                noticedOn = System.nanoTime();
            } else if (!now.equals(refused) && context.isStarted()) {
                replaceBy(now);
            }
            seen = now;
            unreadable = null;
        } catch (IOException e) {
            if (!e.toString().equals(unreadable)) {
                LOG.warn("The routes stay as they were, since their files can't be read: {}", e.toString());
            }
            unreadable = e.toString();
        } catch (Exception e) {
            // whatever it is: a task that throws is not run again
            refused = now;
            LOG.error("The routes can't be exchanged", e);
        }
    }

    private void replaceBy(Map<String, String> now) throws Exception {
        List<Finding> findings = RouteChecks.check(folder.path());
        if (!folder.texts().equals(now)) {
            return;
        }
        if (findings.isEmpty()) {
            try {
                RunningRoutes.Change change = routes.replaceBy(now);
                LOG.info("{}, after {} ms", told(now, change), (System.nanoTime() - noticedOn) / 1_000_000);
                refused = null;
            } catch (RefusedException e) {
                refused = now;
                tell(e.findings(), e.lost());
            } finally {
                running = routes.texts();
            }
        } else {
            refused = now;
            tell(findings, Set.of());
        }
    }

    private static void tell(List<Finding> findings, Set<String> lost) {
        LOG.error(
                "The routes stay as they are{}, until this is mended:\n{}",
                lost.isEmpty()
                        ? ""
                        : ", but for " + String.join(", ", lost) + ", which can't be started again as before either",
                findings.stream().map(Finding::toString).collect(joining("\n")));
    }

    private String told(Map<String, String> now, RunningRoutes.Change change) {
        Set<String> changed = RouteFolder.changed(running, now);
        List<String> said = new ArrayList<>();
        add(said, changed.stream().filter(now::containsKey).toList(), "live", change.started());
        add(said, changed.stream().filter(name -> !now.containsKey(name)).toList(), "gone", change.ended());
        return String.join("; ", said);
    }

    private void add(List<String> said, List<String> names, String what, Set<String> routes) {
        if (!names.isEmpty()) {
            said.add("%s %s %s%s"
                    .formatted(
                            names.stream()
                                    .map(name -> folder.file(name).toString())
                                    .collect(joining(", ")),
                            names.size() == 1 ? "is" : "are",
                            what,
                            routes.isEmpty() ? "" : ": " + String.join(", ", routes)));
        }
    }
}
