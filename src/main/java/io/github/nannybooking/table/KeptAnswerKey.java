package io.github.nannybooking.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The key of a kept answer: {@code PK=SK=KEPT_ANSWER#<hash>}.
 *
 * @param hash of the request's caller, method, path and Idempotency-Key
 */
public record KeptAnswerKey(String hash) {

    /** The primary key, for the SDK. */
    public Map<String, AttributeValue> toItemKey() {
        AttributeValue key = AttributeValue.fromS("KEPT_ANSWER#" + hash);
        return Map.of("PK", key, "SK", key);
    }
}
