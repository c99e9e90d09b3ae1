package io.github.nannybooking.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Processes of the packaged jar that share a table and its queues, and any of which may crash. */
public final class Instances implements AutoCloseable {

    private final TestAws aws;
    private final Path directory;
    private final Map<String, String> environment;
    private final List<JarProcess> all = new ArrayList<>();
    private final List<JarProcess> live = new CopyOnWriteArrayList<>();
    private int kills;
    private long lastKill;

    public Instances(TestAws aws, Path directory, Map<String, String> environment) {
        this.aws = aws;
        this.directory = directory;
        this.environment = environment;
    }

    /** Waits until all of them are live. */
    public void start(int count) throws IOException {
        List<JarProcess> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(JarProcess.start(directory, aws.dynamoDbEndpoint(), aws.sqsEndpoint(), environment));
        }
        all.addAll(started);
        started.forEach(JarProcess::awaitLive);
        live.addAll(started);
    }

    /** Callers use an instance until it is dead. */
    public void killAny(Random random) {
        JarProcess victim = live.get(random.nextInt(live.size()));
        victim.kill();
        lastKill = System.nanoTime();
        kills++;
        live.remove(victim);
    }

    public int kills() {
        return kills;
    }

    public Duration sinceLastKill() {
        return Duration.ofNanos(System.nanoTime() - lastKill);
    }

    /** Returns a way to a live instance, empty if there is none. */
    public Optional<HttpCaller> any(Random random) {
        List<JarProcess> now = List.copyOf(live);
        return now.isEmpty()
                ? Optional.empty()
                : Optional.of(now.get(random.nextInt(now.size())).caller());
    }

    @Override
    public void close() throws IOException {
        for (JarProcess instance : all) {
            instance.close();
        }
    }
}
