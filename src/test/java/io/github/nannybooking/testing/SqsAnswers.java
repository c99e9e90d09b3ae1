package io.github.nannybooking.testing;

import java.util.List;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Creates answers of SQS for mocks of its endpoints. */
public final class SqsAnswers {

    private SqsAnswers() {}

    /** Returns the answer to a batch that SQS accepted. */
    public static void takeAll(Exchange batch) {
        batch.getMessage().setBody(taken(entries(batch)));
    }

    /** Returns the entries of a batch. */
    public static List<SendMessageBatchRequestEntry> entries(Exchange batch) {
        return batch.getMessage().getBody(SendMessageBatchRequest.class).entries();
    }

    /** Returns the answer to a batch of which SQS accepted these entries. */
    public static SendMessageBatchResponse taken(List<SendMessageBatchRequestEntry> entries) {
        return SendMessageBatchResponse.builder()
                .successful(entries.stream()
                        .map(entry -> SendMessageBatchResultEntry.builder()
                                .id(entry.id())
                                .build())
                        .toList())
                .build();
    }
}
