package io.github.nannybooking.testing;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Returns the numbers of messages that a test sets, without any request; it supports no other operation. */
public final class ScriptedSqs implements SqsClient {

    private final Map<String, Map<QueueAttributeName, String>> queues = new HashMap<>();
    private RuntimeException failure;

    /** @param queue a name or a URL, as it will be asked for */
    public ScriptedSqs put(String queue, int visible, int inFlight, int delayed) {
        queues.put(
                queue,
                Map.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, String.valueOf(visible),
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, String.valueOf(inFlight),
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, String.valueOf(delayed)));
        return this;
    }

    /** Each request fails with this exception from now on. */
    public void fail(RuntimeException with) {
        failure = with;
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        if (failure != null) {
            throw failure;
        }
        Map<QueueAttributeName, String> asked = new HashMap<>(queues.get(request.queueUrl()));
        asked.keySet().retainAll(request.attributeNames());
        return GetQueueAttributesResponse.builder().attributes(asked).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
