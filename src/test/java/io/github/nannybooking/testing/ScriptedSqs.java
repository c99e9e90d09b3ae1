package io.github.nannybooking.testing;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Returns the queue attributes that a test sets, without requests. It supports no other operation. */
public final class ScriptedSqs implements SqsClient {

    private final Map<String, Map<QueueAttributeName, String>> queues = new HashMap<>();
    private RuntimeException failure;

    /** @param queue the name or URL in the request */
    public ScriptedSqs put(String queue, int visible, int inFlight, int delayed) {
        return put(
                queue,
                Map.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, String.valueOf(visible),
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, String.valueOf(inFlight),
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, String.valueOf(delayed)));
    }

    /** @param queue the name or URL in the request */
    public ScriptedSqs put(String queue, Map<QueueAttributeName, String> attributes) {
        queues.put(queue, attributes);
        return this;
    }

    /** Fails each request from now on with this exception. */
    public void fail(RuntimeException with) {
        failure = with;
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        if (failure != null) {
            throw failure;
        }
        return GetQueueAttributesResponse.builder()
                .attributes(queues.get(request.queueUrl()))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
