package io.github.nannybooking.platform.sqs;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The attributes of a queue
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>).
 */
record QueueAttributes(Map<QueueAttributeName, String> values) {

    /** Stands in for attributes that the application may not read. */
    static final QueueAttributes NOT_PERMITTED = new QueueAttributes(Map.of());

    /** @param queue its name or its URL */
    static QueueAttributes read(SqsClient sqs, String queue) {
        return new QueueAttributes(
                sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributes());
    }

    /** Empty if SQS does not return the attribute. */
    Optional<String> text(QueueAttributeName name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Empty if SQS does not return the attribute. */
    Optional<Integer> number(QueueAttributeName name) {
        return text(name).map(Integer::valueOf);
    }
}
