package io.github.nannybooking.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Creates answers of SQS for mocks of its endpoints. */
public final class SqsAnswers {

    private SqsAnswers() {}

    /** Returns the answer to a batch that SQS accepted. */
    public static void takeAll(Exchange batch) {
        batch.getMessage().setBody(taken(batch.getMessage().getBody(List.class)));
    }

    /** Returns the answer to a batch of which SQS accepted these messages, which it identifies by their MD5. */
    public static SendMessageBatchResponse taken(List<?> messages) {
        return SendMessageBatchResponse.builder()
                .successful(messages.stream()
                        .map(message -> SendMessageBatchResultEntry.builder()
                                .md5OfMessageBody(md5(message.toString()))
                                .build())
                        .toList())
                .build();
    }

    private static String md5(String message) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(message.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
