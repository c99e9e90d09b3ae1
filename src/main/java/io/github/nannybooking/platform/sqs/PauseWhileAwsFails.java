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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Stops a route from taking messages when AWS failed on one and does not work, until it works again: a message that is
 * taken in vain has one of its receives less until it is a dead letter.
 *
 * <p>Camel's ThrottlingExceptionRoutePolicy does the same, but stays paused for ever when two messages fail at once, or
 * one that was taken before fails late: one of its timers then cancels the other.
 */
public final class PauseWhileAwsFails extends RoutePolicySupport {

    private static final Logger LOG = LoggerFactory.getLogger(PauseWhileAwsFails.class);

    private final Duration pause;
    private final BooleanSupplier awsWorks;

    /** Not one of Camel's, which would wait for the next look when the application stops. */
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "pause-while-aws-fails", true));

    private boolean paused;

    /**
     * @param pause    from a failure to the first look whether AWS works again, and between two looks
     * @param awsWorks asks AWS; also after a failure, whether to pause at all
     */
    PauseWhileAwsFails(Duration pause, BooleanSupplier awsWorks) {
        this.pause = pause;
        this.awsWorks = awsWorks;
    }

    /** For what is left of a batch: it would only fail as well, and slowly. */
    public void requireAws() {
        if (isPaused()) {
            throw new NotTriedException("AWS fails since one of the messages before");
        }
    }

    @Override
    public void onStart(Route route) {
        forgetPause();
    }

    @Override
    public void onResume(Route route) {
        forgetPause();
    }

    /** A route that somebody starts takes messages, whatever was before. */
    private synchronized void forgetPause() {
        paused = false;
    }

    /** One failure alone is no reason: other parts of the table may work, and the others of the batch with them. */
    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (failedByAws(exchange) && !isPaused() && !awsWorks.getAsBoolean()) {
            pause(route);
        }
    }

    /** Also of a message that became a dead letter by it, so that the exchange itself did not fail. */
    private static boolean failedByAws(Exchange exchange) {
        Exception failure = exchange.getException() == null
                ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                : exchange.getException();
        SdkException aws = ObjectHelper.getException(SdkException.class, failure);
        return aws != null && !(aws instanceof ConditionalCheckFailedException);
    }

    private synchronized void pause(Route route) {
        if (!paused) {
            LOG.warn("Route {} takes no messages until AWS works again", route.getRouteId());
            paused = true;
            change(() -> suspendOrStopConsumer(route.getConsumer()));
            lookLater(route);
        }
    }

    private void lookLater(Route route) {
        timer.schedule(() -> look(route), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Route route) {
        if (awsWorks.getAsBoolean()) {
            goOn(route);
        } else if (isPaused() && isThere(route) && route.getCamelContext().isStarted()) {
            lookLater(route);
        }
    }

    private synchronized boolean isPaused() {
        return paused;
    }

    /** Another one of its id may have taken its place, with a pause of its own. */
    private static boolean isThere(Route route) {
        return route.getCamelContext().getRoute(route.getRouteId()) == route;
    }

    /** Unless somebody has stopped the route meanwhile, or the whole application. */
    private synchronized void goOn(Route route) {
        CamelContext context = route.getCamelContext();
        if (paused
                && !context.isStopping()
                && isThere(route)
                && context.getRouteController()
                        .getRouteStatus(route.getRouteId())
                        .isStarted()) {
            LOG.info("AWS works again, so route {} takes messages", route.getRouteId());
            paused = false;
            change(() -> resumeOrStartConsumer(route.getConsumer()));
        }
    }

    private interface Change {
        void run() throws Exception;
    }

    private void change(Change consumer) {
        try {
            consumer.run();
        } catch (Exception e) {
            handleException(e);
        }
    }
}
