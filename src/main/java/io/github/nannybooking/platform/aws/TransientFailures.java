package io.github.nannybooking.platform.aws;

import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Recognizes the failures of AWS for which a retry helps. */
public final class TransientFailures {

    /**
     * The transient reasons of a cancelled transaction
     * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>).
     */
    private static final Set<String> RETRYABLE_REASONS =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    /** The code of an item that did not cancel the transaction. */
    private static final String NO_REASON = "None";

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private TransientFailures() {}

    /**
     * Requires that only conditions failed, so that the reasons are complete and a retry would fail again. DynamoDB does not
     * check the condition of an item in conflict.
     *
     * @throws TransactionCanceledException {@code cancelled}, if there is another reason
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

    public static boolean isConditionFailed(CancellationReason reason) {
        return CONDITION_FAILED.equals(reason.code());
    }

    /**
     * Whether a transaction was cancelled for transient reasons, or a single write conflicted with a transaction. The SDK
     * retries neither. If conditions failed as well, the retry checks all of them.
     */
    static boolean isRetryableConflict(Throwable thrown) {
        if (thrown instanceof TransactionCanceledException cancelled) {
            Set<String> codes = codesBesideConditions(cancelled);
            return !codes.isEmpty() && RETRYABLE_REASONS.containsAll(codes);
        }
        return thrown instanceof TransactionConflictException;
    }

    /** Whether AWS could not be reached, was overloaded or failed, so that the same request may work later. */
    public static boolean isUnavailable(Throwable thrown) {
        return thrown instanceof SdkClientException
                || thrown instanceof AwsServiceException service
                        && (service.statusCode() >= 500
                                || service.isThrottlingException()
                                || service.isRetryableException())
                || isRetryableConflict(thrown);
    }
}
