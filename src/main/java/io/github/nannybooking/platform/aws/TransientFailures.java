package io.github.nannybooking.platform.aws;

import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Which failures of AWS pass when one tries again. */
public final class TransientFailures {

    /**
     * The reasons of a cancelled transaction that pass
     * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>).
     */
    private static final Set<String> RETRYABLE_REASONS =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    /** The code of an item that did not stand against the transaction. */
    private static final String NO_REASON = "None";

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private TransientFailures() {}

    /**
     * Requires that conditions failed, and nothing else, so that the reasons are complete and another attempt would fail
     * again. DynamoDB does not check the condition of an item that is in conflict.
     *
     * @throws TransactionCanceledException {@code cancelled}, if that is not so
     */
    public static void requireConditionFailed(TransactionCanceledException cancelled) {
        boolean failed = cancelled.cancellationReasons().stream().anyMatch(TransientFailures::isConditionFailed);
        if (!failed || !codesBesideConditions(cancelled).isEmpty()) {
            throw cancelled;
        }
    }

    private static Set<String> codesBesideConditions(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .filter(code -> !NO_REASON.equals(code) && !CONDITION_FAILED.equals(code))
                .collect(Collectors.toSet());
    }

    /** Whether it was the condition of this item. */
    public static boolean isConditionFailed(CancellationReason reason) {
        return CONDITION_FAILED.equals(reason.code());
    }

    /**
     * Whether a transaction was cancelled for reasons that pass, or a single write met another transaction. The SDK by
     * itself retries neither. Conditions may have failed beside the reasons that pass: then the next attempt knows all.
     */
    static boolean isRetryableConflict(Throwable thrown) {
        if (thrown instanceof TransactionCanceledException cancelled) {
            Set<String> codes = codesBesideConditions(cancelled);
            return !codes.isEmpty() && RETRYABLE_REASONS.containsAll(codes);
        }
        return thrown instanceof TransactionConflictException;
    }

    /** Whether AWS could not be reached, was overloaded or failed by itself, so that the same request may work later. */
    public static boolean isUnavailable(Throwable thrown) {
        return thrown instanceof SdkClientException
                || thrown instanceof AwsServiceException service
                        && (service.statusCode() >= 500
                                || service.isThrottlingException()
                                || service.isRetryableException())
                || isRetryableConflict(thrown);
    }
}
