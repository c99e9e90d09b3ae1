package io.github.nannybooking.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class TransientFailuresTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(SdkClientException.create("connection refused"), true),
                Arguments.of(ApiCallTimeoutException.create(1), true),
                Arguments.of(error(500, "InternalServerError"), true),
                Arguments.of(error(503, "ServiceUnavailable"), true),
                Arguments.of(error(400, "ProvisionedThroughputExceededException"), true),
                Arguments.of(error(400, "ThrottlingException"), true),
                Arguments.of(error(400, "TransactionInProgressException"), true),
                Arguments.of(
                        TransactionConflictException.builder().statusCode(400).build(), true),
                Arguments.of(cancelled("TransactionConflict", "None"), true),
                Arguments.of(cancelled("ConditionalCheckFailed", "TransactionConflict"), true),
                Arguments.of(cancelled("ConditionalCheckFailed", "None"), false),
                Arguments.of(cancelled("ConditionalCheckFailed", "ValidationError"), false),
                Arguments.of(cancelled("ValidationError"), false),
                Arguments.of(cancelled("ValidationError", "TransactionConflict"), false),
                Arguments.of(error(400, "ValidationException"), false),
                Arguments.of(error(400, "AccessDeniedException"), false),
                Arguments.of(error(400, "ResourceNotFoundException"), false),
                Arguments.of(new IllegalStateException(), false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void should_recognise_transient_failures(Exception failure, boolean passes) {
        assertThat(TransientFailures.isUnavailable(failure)).isEqualTo(passes);
    }

    private static Exception error(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static Exception cancelled(String... codes) {
        return TransactionCanceledException.builder()
                .statusCode(400)
                .cancellationReasons(Stream.of(codes)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }
}
