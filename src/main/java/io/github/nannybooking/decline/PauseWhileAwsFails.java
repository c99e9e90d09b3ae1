package io.github.nannybooking.decline;

import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.throttling.ThrottlingExceptionHalfOpenHandler;
import org.apache.camel.throttling.ThrottlingExceptionRoutePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stops a consumer from taking messages when AWS failed on one, until AWS works again, which a probe finds out: a message
 * that is taken in vain has one of its receives less until it is a dead letter.
 */
final class PauseWhileAwsFails extends ThrottlingExceptionRoutePolicy {

    private static final Logger LOG = LoggerFactory.getLogger(PauseWhileAwsFails.class);
    private static final int FIRST_FAILURE = 1;

    /** In milliseconds; it only has to be longer than the moment between a failure and the look at it. */
    private static final long WINDOW = 60_000;

    PauseWhileAwsFails(Duration pause, ThrottlingExceptionHalfOpenHandler probe) {
        super(FIRST_FAILURE, WINDOW, pause.toMillis(), List.of(SdkException.class));
        setHalfOpenHandler(probe);
    }

    /**
     * While paused, only the timer looks whether AWS works again. Camel's policy also looks when a message that was taken
     * before is done, and two messages may pause it at once; both ways one timer cancels the other, and the consumer
     * stays paused for ever.
     */
    @Override
    public synchronized void onExchangeDone(Route route, Exchange exchange) {
        if (!isPaused()) {
            super.onExchangeDone(route, exchange);
        }
    }

    @Override
    protected void openCircuit(Route route) {
        if (!isPaused()) {
            LOG.warn("Route {} takes no messages until AWS works again", route.getRouteId());
        }
        super.openCircuit(route);
    }

    @Override
    protected void closeCircuit(Route route) {
        LOG.info("AWS works again, so route {} takes messages", route.getRouteId());
        super.closeCircuit(route);
    }

    private boolean isPaused() {
        return "opened".equals(getStateAsString());
    }
}
