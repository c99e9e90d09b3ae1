package io.github.nannybooking.platform.aws;

import java.util.Set;
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

    /** Whether at least one condition of the transaction failed; trying again would fail again. */
    static boolean isConditionFailed(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream().anyMatch(TransientFailures::isConditionFailed);
    }

    /** @throws TransactionCanceledException the very one, unless at least one condition of the transaction failed */
    public static void requireConditionFailed(TransactionCanceledException cancelled) {
        if (!isConditionFailed(cancelled)) {
            throw cancelled;
        }
    }

    /** Whether it was the condition of this item. */
    public static boolean isConditionFailed(CancellationReason reason) {
        return CONDITION_FAILED.equals(reason.code());
    }

    /**
     * Whether a transaction was cancelled, and for no other reasons than those that pass, or a single write met the
     * transaction of somebody else. The SDK by itself retries neither.
     */
    static boolean isRetryableConflict(Throwable thrown) {
        return thrown instanceof TransactionConflictException
                || thrown instanceof TransactionCanceledException cancelled
                        && cancelled.cancellationReasons().stream()
                                .map(CancellationReason::code)
                                .filter(code -> !NO_REASON.equals(code))
                                .allMatch(RETRYABLE_REASONS::contains);
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
