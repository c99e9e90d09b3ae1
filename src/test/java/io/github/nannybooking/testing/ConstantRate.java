package io.github.nannybooking.testing;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Sends requests at a constant rate, without waiting for their answers. */
public final class ConstantRate {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final IntFunction<CompletableFuture<HttpResponse<String>>> request;

    /**
     * @param status 0 if the request got no answer
     * @param time   from the time at which the request was to be sent, even if it was sent later
     */
    public record Answer(int status, Duration time) {}

    private ConstantRate(IntFunction<CompletableFuture<HttpResponse<String>>> request) {
        this.request = request;
    }

    /** @param request sends the request with this number, from 0 */
    public static ConstantRate start(int perSecond, IntFunction<CompletableFuture<HttpResponse<String>>> request) {
        ConstantRate rate = new ConstantRate(request);
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long begin = System.nanoTime();
        rate.timer.scheduleAtFixedRate(
                () -> rate.send(begin + period * rate.sent.get()), 0, period, TimeUnit.NANOSECONDS);
        return rate;
    }

    private void send(long time) {
        request.apply(sent.getAndIncrement())
                .handle((answer, failure) -> answers.add(new Answer(
                        failure == null ? answer.statusCode() : 0, Duration.ofNanos(System.nanoTime() - time))));
    }

    public int sent() {
        return sent.get();
    }

    /** Sends no more requests. */
    public void stop() {
        timer.shutdownNow();
    }

    /** Waits for the answers to all requests that were sent before {@link #stop}. */
    public List<Answer> answers() {
        await().atMost(Duration.ofSeconds(60)).until(() -> answers.size() == sent.get());
        return List.copyOf(answers);
    }
}
