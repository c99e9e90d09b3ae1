package io.github.nannybooking.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Each fault as the SDK sees it, when it does not try again. */
class FaultProxyIT {

    private static final TestAws AWS = TestAws.shared();
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private final Resources resources = AWS.newResources();
    private final TestQueue queue = new TestQueue(AWS.sqs(), resources.queue());

    private final FaultProxy toDynamoDb = new FaultProxy(AWS.dynamoDbEndpoint()).open();
    private final FaultProxy toSqs = new FaultProxy(AWS.sqsEndpoint()).open();
    private final DynamoDbClient dynamoDb = dynamoDb(toDynamoDb.endpoint());
    private final SqsClient sqs = SqsClient.builder()
            .endpointOverride(toSqs.endpoint())
            .overrideConfiguration(withoutRetries(Duration.ofSeconds(30)))
            .httpClientBuilder(ApacheHttpClient.builder())
            .build();

    @AfterEach
    void close() {
        dynamoDb.close();
        sqs.close();
        toDynamoDb.close();
        toSqs.close();
    }

    @Test
    void should_refuse_connections_unless_it_is_open() {
        try (FaultProxy proxy = new FaultProxy(AWS.dynamoDbEndpoint())) {
            for (int outage = 1; outage <= 2; outage++) {
                assertRefusesConnections(proxy);

                proxy.open();
                try (DynamoDbClient client = dynamoDb(proxy.endpoint())) {
                    assertThat(client.listTables().tableNames()).contains(resources.table());
                }

                proxy.shut();
            }
            assertRefusesConnections(proxy);
            assertThat(proxy.requests("ListTables")).isEqualTo(2);
        }
    }

    @Test
    void should_end_a_request_under_way_when_it_is_shut() {
        CompletableFuture<Message> poll = longPoll();

        toSqs.shut();

        assertThat(poll).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void should_work_off_others_during_a_long_poll_and_end_it_when_closed() {
        CompletableFuture<Message> poll = longPoll();

        send("m1");

        assertThat(poll).succeedsWithin(Duration.ofSeconds(5));
        CompletableFuture<Message> endless = longPoll();
        assertThatCode(toSqs::close).doesNotThrowAnyException();
        assertThat(endless).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void should_let_dynamo_db_refuse() {
        toDynamoDb.inject(Fault.REFUSE, "PutItem", 1);
        toDynamoDb.inject(Fault.UNAVAILABLE, "PutItem", 1);
        toDynamoDb.inject(Fault.THROTTLE, "PutItem", 1);

        assertThatExceptionOfType(InternalServerErrorException.class)
                .isThrownBy(this::put)
                .returns(500, AwsServiceException::statusCode);
        assertThat(catchThrowableOfType(AwsServiceException.class, this::put).statusCode())
                .isEqualTo(503);
        assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                .isThrownBy(this::put)
                .returns(true, AwsServiceException::isThrottlingException);
        assertThat(isWritten()).isFalse();

        put();
        assertThat(isWritten()).isTrue();
        assertThat(toDynamoDb.requests("PutItem")).isEqualTo(4);
        assertThat(toDynamoDb.faults()).isEqualTo(Map.of(Fault.REFUSE, 1, Fault.UNAVAILABLE, 1, Fault.THROTTLE, 1));
    }

    @Test
    void should_let_sqs_refuse() {
        toSqs.inject(Fault.REFUSE, "SendMessageBatch", 1);
        toSqs.inject(Fault.UNAVAILABLE, "SendMessageBatch", 1);
        toSqs.inject(Fault.THROTTLE, "SendMessageBatch", 1);

        assertThat(catchThrowableOfType(AwsServiceException.class, () -> send("m1"))
                        .statusCode())
                .isEqualTo(500);
        assertThat(catchThrowableOfType(AwsServiceException.class, () -> send("m1"))
                        .statusCode())
                .isEqualTo(503);
        assertThatExceptionOfType(RequestThrottledException.class)
                .isThrownBy(() -> send("m1"))
                .returns(true, AwsServiceException::isThrottlingException);
        assertThat(queue.size()).isZero();

        send("m1");
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void should_cancel_a_transaction_for_the_conflict_of_its_first_item() {
        toDynamoDb.inject(Fault.CONFLICT, "TransactWriteItems", 1);

        TransactionCanceledException cancelled =
                catchThrowableOfType(TransactionCanceledException.class, this::putInTransaction);

        assertThat(cancelled.cancellationReasons())
                .extracting(CancellationReason::code)
                .containsExactly("TransactionConflict", "None");
        assertThat(isWritten()).isFalse();
    }

    @Test
    void should_report_that_a_transaction_is_in_progress() {
        toDynamoDb.inject(Fault.IN_PROGRESS, "TransactWriteItems", 1);

        assertThatThrownBy(this::putInTransaction).isInstanceOf(TransactionInProgressException.class);
        assertThat(isWritten()).isFalse();
    }

    @Test
    void should_end_the_connection_before_anything_is_done() {
        toDynamoDb.inject(Fault.RESET, "PutItem", 1);

        assertEndsWithoutAnswer(this::put);
        assertThat(isWritten()).isFalse();
    }

    @Test
    void should_end_the_connection_after_all_is_done() {
        toDynamoDb.inject(Fault.LOSE_ANSWER, "PutItem", 1);
        toSqs.inject(Fault.LOSE_ANSWER, "SendMessageBatch", 1);

        assertEndsWithoutAnswer(this::put);
        assertThat(isWritten()).isTrue();
        assertEndsWithoutAnswer(() -> send("m1", "m2"));
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void should_answer_too_late_what_is_done() {
        toDynamoDb.inject(Fault.DELAY, "PutItem", 1);

        assertThatThrownBy(this::put).isInstanceOf(ApiCallAttemptTimeoutException.class);
        assertThat(isWritten()).isTrue();
    }

    @Test
    void should_answer_late_what_has_the_time() {
        toDynamoDb.delayBy(Duration.ofMillis(300));
        toDynamoDb.inject(Fault.DELAY, "PutItem", 1);
        long start = System.nanoTime();

        put();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void should_send_half_of_a_batch() {
        toSqs.inject(Fault.REFUSE_HALF, "SendMessageBatch", 2);

        SendMessageBatchResponse some = send("m1", "m2", "m3", "m4", "m5");
        SendMessageBatchResponse none = send("m6");

        assertThat(some.successful())
                .extracting(SendMessageBatchResultEntry::id)
                .containsExactly("m2", "m4");
        assertThat(some.failed())
                .allMatch(failed -> failed.code().equals("InternalError") && !failed.senderFault())
                .extracting(BatchResultErrorEntry::id)
                .containsExactly("m1", "m3", "m5");
        assertThat(none.successful()).isEmpty();
        assertThat(none.failed()).extracting(BatchResultErrorEntry::id).containsExactly("m6");
        assertThat(queue.takeAll()).extracting(Message::body).containsExactlyInAnyOrder("m2", "m4");
    }

    @Test
    void should_delete_half_of_a_batch() {
        toSqs.inject(Fault.REFUSE_HALF, "DeleteMessageBatch", 1);
        send("m1", "m2");
        List<Message> taken = sqs.receiveMessage(
                        receive -> receive.queueUrl(queue.url()).maxNumberOfMessages(10))
                .messages();

        DeleteMessageBatchResponse deleted = sqs.deleteMessageBatch(batch -> batch.queueUrl(queue.url())
                .entries(taken.stream()
                        .map(message -> DeleteMessageBatchRequestEntry.builder()
                                .id(message.messageId())
                                .receiptHandle(message.receiptHandle())
                                .build())
                        .toList()));

        assertThat(deleted.successful()).hasSize(1);
        assertThat(deleted.failed())
                .extracting(BatchResultErrorEntry::id)
                .containsExactly(taken.get(0).messageId());
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void should_fail_all_requests_that_it_fits_until_healed() {
        toDynamoDb.failAll(Fault.REFUSE);
        assertThatThrownBy(this::put).isInstanceOf(InternalServerErrorException.class);
        assertThatThrownBy(this::putInTransaction).isInstanceOf(InternalServerErrorException.class);

        toDynamoDb.failAll(Fault.IN_PROGRESS);
        put();
        assertThatThrownBy(this::putInTransaction).isInstanceOf(TransactionInProgressException.class);

        toDynamoDb.failAll(Fault.CONFLICT);
        assertThatThrownBy(this::put).isInstanceOf(TransactionConflictException.class);
        assertThatThrownBy(this::putInTransaction).isInstanceOf(TransactionCanceledException.class);

        toDynamoDb.failAll(Fault.REFUSE, "PutItem");
        putInTransaction();
        assertThatThrownBy(this::put).isInstanceOf(InternalServerErrorException.class);

        toDynamoDb.heal();
        put();
        putInTransaction();
    }

    @Test
    void should_not_inject_what_can_not_happen() {
        assertThatIllegalArgumentException().isThrownBy(() -> toSqs.inject(Fault.REFUSE_HALF, "SendMessage", 1));
    }

    @Test
    void should_inject_the_same_at_random_for_the_same_seed() {
        List<String> outcomes = putsAtRandom(7);

        assertThat(outcomes).contains("fine", "InternalServerErrorException", "ProvisionedThroughputExceededException");
        assertThat(putsAtRandom(7)).isEqualTo(outcomes);
        assertThat(putsAtRandom(8)).isNotEqualTo(outcomes);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void should_inject_at_random_what_fits(Fault kind) {
        RandomFaults faults = new RandomFaults(1, 0.5, EnumSet.allOf(Fault.class));

        for (String operation : List.of("TransactWriteItems", "Query", "SendMessageBatch")) {
            long share = IntStream.range(0, 10_000)
                    .filter(number ->
                            faults.at(operation, number).filter(kind::equals).isPresent())
                    .count();
            assertThat(share > 0).as("%s of %s", kind, operation).isEqualTo(kind.fits(operation));
        }
    }

    private List<String> putsAtRandom(long seed) {
        toDynamoDb.injectRandomly(seed, 0.4, Fault.REFUSE, Fault.THROTTLE);
        return IntStream.range(0, 30).mapToObj(number -> outcomeOfPut()).toList();
    }

    private String outcomeOfPut() {
        try {
            put();
            return "fine";
        } catch (AwsServiceException e) {
            return e.getClass().getSimpleName();
        }
    }

    private void put() {
        dynamoDb.putItem(put -> put.tableName(resources.table()).item(key("item")));
    }

    private void putInTransaction() {
        dynamoDb.transactWriteItems(write -> write.transactItems(putting("item"), putting("other")));
    }

    private TransactWriteItem putting(String key) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(resources.table()).item(key(key)))
                .build();
    }

    private boolean isWritten() {
        return AWS.dynamoDb()
                .getItem(
                        get -> get.tableName(resources.table()).key(key("item")).consistentRead(true))
                .hasItem();
    }

    private static Map<String, AttributeValue> key(String key) {
        return Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS(key));
    }

    private SendMessageBatchResponse send(String... messages) {
        return sqs.sendMessageBatch(batch -> batch.queueUrl(queue.url())
                .entries(List.of(messages).stream()
                        .map(message -> SendMessageBatchRequestEntry.builder()
                                .id(message)
                                .messageBody(message)
                                .build())
                        .toList()));
    }

    /** Returns when the poll has come to the proxy. */
    private CompletableFuture<Message> longPoll() {
        int before = toSqs.requests("ReceiveMessage");
        CompletableFuture<Message> poll = CompletableFuture.supplyAsync(() -> sqs.receiveMessage(
                        receive -> receive.queueUrl(queue.url()).waitTimeSeconds(20))
                .messages()
                .get(0));
        await().until(() -> toSqs.requests("ReceiveMessage") > before);
        return poll;
    }

    private static void assertRefusesConnections(FaultProxy proxy) {
        try (DynamoDbClient client = dynamoDb(proxy.endpoint())) {
            assertThatThrownBy(client::listTables).hasRootCauseInstanceOf(ConnectException.class);
        }
    }

    private static void assertEndsWithoutAnswer(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOf(SdkClientException.class).hasCauseInstanceOf(IOException.class);
    }

    private static DynamoDbClient dynamoDb(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .overrideConfiguration(withoutRetries(ATTEMPT))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private static ClientOverrideConfiguration withoutRetries(Duration attempt) {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallAttemptTimeout(attempt)
                .build();
    }
}
