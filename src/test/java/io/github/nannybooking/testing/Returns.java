package io.github.nannybooking.testing;

import io.github.nannybooking.platform.sqs.ReceivedMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;

/** Stands in for the bean {@code receivedMessages}, which ends the exchanges of a queue's consumer. */
public final class Returns {

    private final List<Object> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> givenBack = new CopyOnWriteArrayList<>();

    public void acknowledge(Exchange exchange) {
        acknowledged.add(ReceivedMessage.of(exchange).receiptHandle());
    }

    public void giveBack(Exchange exchange) {
        givenBack.add(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
    }

    /** The receipt handles of the acknowledged messages. */
    public List<Object> acknowledged() {
        return acknowledged;
    }

    /** The messages of the failures that returned the other messages to the queue. */
    public List<String> givenBack() {
        return givenBack;
    }
}
