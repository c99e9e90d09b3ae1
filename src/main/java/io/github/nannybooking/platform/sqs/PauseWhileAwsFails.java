package io.github.nannybooking.platform.sqs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.camel.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Suspends the consumer of one route from a failure of AWS until AWS works again: each message received meanwhile would use
 * up one of its attempts.
 *
 * <p>Camel's ThrottlingExceptionRoutePolicy does the same, but stays open forever when two messages fail at once, or when
 * a message fails late: one of its timers then cancels the other.
 */
public final class PauseWhileAwsFails extends RoutePolicySupport {

    private static final Logger LOG = LoggerFactory.getLogger(PauseWhileAwsFails.class);

    private final Duration pause;
    private final BooleanSupplier awsWorks;

    /** An executor of Camel would wait for the next check when the application stops. */
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "pause-while-aws-fails", true));

    private boolean paused;

    /**
     * @param pause    the time from a failure to the first check whether AWS works again, and between two checks
     * @param awsWorks checks AWS; also after a failure, before the consumer is suspended
     */
    PauseWhileAwsFails(Duration pause, BooleanSupplier awsWorks) {
        this.pause = pause;
        this.awsWorks = awsWorks;
    }

    /** Rejects the rest of a batch, which would also fail, and slowly. */
    public void requireAws() {
        if (isPaused()) {
            throw new NotTriedException("AWS fails since one of the messages before");
        }
    }

    @Override
    public synchronized void onStart(Route route) {
        paused = false;
    }

    @Override
    public synchronized void onResume(Route route) {
        paused = false;
    }

    /** Checks AWS after a failure, since other partitions of the table, and messages for them, may still work. */
    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (failedByAws(exchange) && !isPaused() && !awsWorks.getAsBoolean()) {
            pause(route);
        }
    }

    /** Checks also an exchange that did not fail because its message became a dead letter. */
    private static boolean failedByAws(Exchange exchange) {
        Exception failure = exchange.getException() == null
                ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                : exchange.getException();
        SdkException aws = ObjectHelper.getException(SdkException.class, failure);
        return aws != null && !(aws instanceof ConditionalCheckFailedException);
    }

    private synchronized void pause(Route route) {
        if (!paused) {
            LOG.warn("Route {} receives no messages until AWS works again", route.getRouteId());
            paused = true;
            change(() -> suspendOrStopConsumer(route.getConsumer()));
            checkLater(route);
        }
    }

    private void checkLater(Route route) {
        timer.schedule(() -> check(route), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void check(Route route) {
        if (awsWorks.getAsBoolean()) {
            resume(route);
        } else if (isPaused() && isThere(route) && route.getCamelContext().isStarted()) {
            checkLater(route);
        }
    }

    private synchronized boolean isPaused() {
        return paused;
    }

    /** Another route may have replaced it under the same id, with its own pause. */
    private static boolean isThere(Route route) {
        return route.getCamelContext().getRoute(route.getRouteId()) == route;
    }

    /** Resumes the consumer, unless the route or the application was stopped. */
    private synchronized void resume(Route route) {
        CamelContext context = route.getCamelContext();
        if (paused
                && !context.isStopping()
                && isThere(route)
                && context.getRouteController()
                        .getRouteStatus(route.getRouteId())
                        .isStarted()) {
            LOG.info("AWS works again, so route {} receives messages", route.getRouteId());
            paused = false;
            change(() -> resumeOrStartConsumer(route.getConsumer()));
        }
    }

    private void change(ThrowingRunnable<Exception> consumer) {
        try {
            consumer.run();
        } catch (Exception e) {
            handleException(e);
        }
    }
}
