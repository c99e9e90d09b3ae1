package io.github.nannybooking.platform.sqs;

import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.correlation.CorrelationId;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.support.ExchangeHelper;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The route configuration of one queue, {@code reliable-queue:<prefix of its settings>}. The route of the queue's consumer
 * names it, and contains only the steps that process a message. The configuration does the rest with each message:
 *
 * <ul>
 *   <li>it keeps the message invisible to other consumers while the route processes it ({@link MessageKeeper});
 *   <li>it acknowledges the message when the route succeeds, in batches ({@link ReceivedMessages});
 *   <li>it returns the message to the queue when the route fails, with a delay that grows ({@link ReceivedMessages});
 *   <li>it sends the message to the dead letter queue, with its original body and the reason ({@link DeadLetter}), at once
 *       when the route throws a {@link PermanentFailureException}, else when the last attempt has failed;
 *   <li>it returns a message to the queue untried while AWS fails ({@link PauseWhileAwsFails}), and when the message has
 *       waited for its turn too long.
 * </ul>
 */
final class ReliableQueue extends RouteConfigurationBuilder {

    private final QueueSettings settings;
    private final MessageKeeper keeper;
    private final RequestBudget budget;

    ReliableQueue(QueueSettings settings, MessageKeeper keeper, RequestBudget budget) {
        this.settings = settings;
        this.keeper = keeper;
        this.budget = budget;
    }

    /** Sets the options that are the same for each consumer of a reliable queue. */
    static void prepare(Sqs2Endpoint endpoint) {
        Sqs2Configuration consumer = endpoint.getConfiguration();
        consumer.setDeleteAfterRead(false);
        consumer.setAttributeNames(String.join(",", ReceivedMessage.RECEIVES, ReceivedMessage.GROUP));
        consumer.setMessageAttributeNames(String.join(",", DeadLetter.ATTRIBUTES));
        // polls again at once while there are messages, and ten times less often while polls fail
        endpoint.setGreedy(true);
        endpoint.setBackoffErrorThreshold(1);
        endpoint.setBackoffMultiplier(10);
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition consumer = routeConfiguration(settings.routeConfigurationId());

        // onException and onCompletion do not apply yet, so these steps must not throw an exception
        consumer.interceptFrom()
                .process(this::begin)
                .filter(ReliableQueue::isNotTried)
                .bean("receivedMessages", "giveBack")
                .stop();

        if (settings.deadLetterQueue().isPresent()) {
            sendDeadLetter(consumer.onException(PermanentFailureException.class));
            sendDeadLetter(consumer.onException(Exception.class)
                    .onWhen(exchange -> ReceivedMessage.of(exchange).receives() >= settings.attempts()));
        }
        // logged when the message returns to the queue
        consumer.onException(Exception.class).handled(false).logExhausted(false);

        consumer.onCompletion()
                .onCompleteOnly()
                .process(exchange -> budget.end())
                .bean("receivedMessages", "acknowledge");
        consumer.onCompletion()
                .onFailureOnly()
                .process(exchange -> budget.end())
                .bean("receivedMessages", "giveBack");
    }

    /** If one of these steps fails, the message returns to the queue. */
    private void sendDeadLetter(OnExceptionDefinition failed) {
        failed.useOriginalMessage()
                .handled(true)
                .process(DeadLetter::describe)
                .log(
                        LoggingLevel.WARN,
                        "Message ${header.originalMessageId} is a dead letter after ${header.attempts} attempts: ${header.reason}");
        failed.doTry()
                .to(settings.deadLetters())
                .doCatch(SqsException.class)
                .onWhen(DeadLetter::isRejected)
                .log(LoggingLevel.WARN, "SQS rejects it with its reason, so it is sent without: ${exception.message}")
                .process(DeadLetter::removeDescription)
                .to(settings.deadLetters())
                .end();
    }

    private void begin(Exchange exchange) {
        ReceivedMessage received = ReceivedMessage.keep(exchange, settings);
        CorrelationId.set(exchange, CorrelationId.ofMessage(exchange.getMessage()));
        try {
            ExchangeHelper.getRoute(exchange).getRoutePolicyList().stream()
                    .filter(PauseWhileAwsFails.class::isInstance)
                    .forEach(pause -> ((PauseWhileAwsFails) pause).requireAws());
            budget.begin(keeper.requireTimeFor(received));
        } catch (NotTriedException notTried) {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, notTried);
        }
    }

    private static boolean isNotTried(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof NotTriedException;
    }
}
