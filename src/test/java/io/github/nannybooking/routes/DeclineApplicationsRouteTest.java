package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nannybooking.notice.DeclinedNotice;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.testing.Returns;
import io.github.nannybooking.testing.RouteTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SqsException;

class DeclineApplicationsRouteTest extends RouteTest {

    private static final String MESSAGE = "{\"id\": \"a1\", \"jobId\": \"j1\", \"createdOn\": 1795000000}";

    @BindToRegistry("failedDeclines")
    private final FailedDeclines failed = new FailedDeclines();

    @BindToRegistry("receivedMessages")
    private final Returns returns = new Returns();

    private MockEndpoint table;
    private MockEndpoint notices;
    private MockEndpoint deadLetters;

    /** Stands in for the bean that notes dead letters in DynamoDB. */
    public static final class FailedDeclines {

        final List<String> noted = new ArrayList<>();
        private final List<String> correlationIds = new ArrayList<>();
        private RuntimeException refusal;

        public void note(String message) {
            if (refusal != null) {
                throw refusal;
            }
            noted.add(message);
            correlationIds.add(CorrelationId.current());
        }

        public void park(String message) {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object findWhole() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object parse() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object list() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object parseId() {
            throw new UnsupportedOperationException();
        }

        /** Only other routes call this method. */
        public Object find() {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    protected Set<String> mockedRoutes() {
        return Set.of("deliver-declined-notice");
    }

    @BeforeEach
    void findMocks() {
        table = getMockEndpoint("mock:aws2-ddb:babysitter");
        notices = getMockEndpoint("mock:direct:deliver-declined-notice");
        deadLetters = getMockEndpoint("mock:aws2-sqs:dead-letters");
    }

    @Test
    void should_decline_a_pending_application() throws Exception {
        table.expectedMessageCount(1);
        deadLetters.expectedMessageCount(0);

        receive(MESSAGE, 1);

        MockEndpoint.assertIsSatisfied(context);
        assertAcknowledged();
        AttributeValue key = AttributeValue.fromS("JOB#j1#APPLICATION#a1");
        Map<String, Object> headers = table.getExchanges().get(0).getMessage().getHeaders();
        assertThat(headers.get(Ddb2Constants.KEY)).isEqualTo(Map.of("PK", key, "SK", key));
        assertThat(headers.get(Ddb2Constants.UPDATE_VALUES))
                .hasToString(
                        "{jobApplicationStatus=AttributeValueUpdate(Value=AttributeValue(S=DECLINED), Action=PUT)}");
        assertThat(headers.get(Ddb2Constants.UPDATE_CONDITION))
                .asString()
                .contains(
                        "jobApplicationStatus",
                        "ComparisonOperator=EQ",
                        "AttributeValueList=[AttributeValue(S=PENDING)]");
    }

    @Test
    void should_acknowledge_a_decline_that_is_delivered_again() throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("DECLINED")));
        table.expectedMessageCount(2);
        deadLetters.expectedMessageCount(0);

        receive(MESSAGE, 1);

        MockEndpoint.assertIsSatisfied(context);
        assertAcknowledged();
    }

    @Test
    void should_notify_the_applicant_of_a_decline_before_its_message_is_acknowledged() throws Exception {
        table.whenAnyExchangeReceived(exchange -> exchange.getMessage()
                .setHeader(Ddb2Constants.ATTRIBUTES, Map.of("username", AttributeValue.fromS("rita"))));
        notices.whenAnyExchangeReceived(
                exchange -> assertThat(returns.acknowledged()).isEmpty());
        DeclinedNotice notice =
                DeclinedNotice.of(new ApplicationKey("j1", "a1"), Map.of("username", AttributeValue.fromS("rita")));
        notices.expectedBodiesReceived(notice);

        receive(MESSAGE, 1);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(table.getExchanges().get(0).getMessage().getHeader(Ddb2Constants.RETURN_VALUES))
                .isEqualTo("ALL_NEW");
        assertAcknowledged();
    }

    @Test
    void should_return_the_message_to_the_queue_when_its_notice_fails_and_notify_again() throws Exception {
        refuseNotices();
        receive(MESSAGE, 1);
        assertReturned("no notice");

        table.reset();
        notices.reset();
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("DECLINED")));
        notices.expectedMessageCount(1);
        receive(MESSAGE, 2);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(returns.acknowledged()).containsExactly("handle");
    }

    @Test
    void should_send_a_dead_letter_when_the_notice_fails_on_the_last_attempt() throws Exception {
        refuseNotices();
        deadLetters.expectedBodiesReceived(MESSAGE);
        deadLetters.expectedHeaderReceived("reason", "no notice");

        receive(MESSAGE, 5);

        MockEndpoint.assertIsSatisfied(context);
        assertAcknowledged();
    }

    @Test
    void should_not_notify_again_when_another_message_has_declined_the_application() throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("DECLINED")));
        notices.expectedMessageCount(0);

        receive(MESSAGE, 1);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_notify_when_the_update_was_retried_and_may_have_succeeded_without_an_answer() throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("DECLINED")), 2);
        notices.expectedMessageCount(1);

        receive(MESSAGE, 1);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_notify_when_the_message_was_redriven_from_the_dead_letter_queue() throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("DECLINED")));
        notices.expectedMessageCount(1);

        receive(MESSAGE, 1, Map.of("reason", "notify-declined failed"));

        MockEndpoint.assertIsSatisfied(context);
    }

    private void refuseNotices() {
        notices.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("no notice");
        });
    }

    @Test
    void should_send_the_decline_of_an_accepted_application_to_the_dead_letter_queue_at_once() throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("ACCEPTED")));
        table.expectedMessageCount(2);

        expectDeadLetter(MESSAGE, "the application is ACCEPTED");
    }

    @Test
    void should_send_the_decline_of_an_unknown_application_to_the_dead_letter_queue_at_once() throws Exception {
        refuseUpdateAndAnswer(Map.of());
        table.expectedMessageCount(2);

        expectDeadLetter(MESSAGE, "the application does not exist");
    }

    @Test
    void should_return_the_message_to_the_queue_when_the_application_became_pending_after_the_update()
            throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("PENDING")));
        table.expectedMessageCount(2);
        deadLetters.expectedMessageCount(0);

        receive(MESSAGE, 1);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(returns.returned()).containsExactly("the application became PENDING meanwhile");
    }

    @Test
    void should_send_a_message_that_is_not_json_to_the_dead_letter_queue_at_once() throws Exception {
        table.expectedMessageCount(0);

        expectDeadLetter("no JSON", "the message is not well-formed JSON");
    }

    private void expectDeadLetter(String message, String reason) throws Exception {
        deadLetters.expectedBodiesReceived(message);
        deadLetters.expectedHeaderReceived("reason", reason);
        deadLetters.expectedHeaderReceived("exception", "io.github.nannybooking.decline.UndeclinableException");
        deadLetters.expectedHeaderReceived("attempts", "1");
        deadLetters.expectedHeaderReceived("originalMessageId", "m1");

        receive(message, 1);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(deadLetters.getExchanges().get(0).getMessage().getHeader("failedOn", Long.class))
                .isCloseTo(Instant.now().getEpochSecond(), within(60L));
        assertAcknowledged();
    }

    private void assertAcknowledged() {
        assertThat(returns.acknowledged()).containsExactly("handle");
        assertThat(returns.returned()).isEmpty();
    }

    private void assertReturned(String reason) {
        assertThat(returns.acknowledged()).isEmpty();
        assertThat(returns.returned()).containsExactly(reason);
    }

    @Test
    void should_return_the_message_to_the_queue_and_pause_when_aws_fails() throws Exception {
        failAllRequests(SdkClientException.create("connection reset"));
        table.expectedMessageCount(1);
        deadLetters.expectedMessageCount(0);

        receive(MESSAGE, 1);

        MockEndpoint.assertIsSatisfied(context);
        assertReturned("connection reset");
        assertThat(ServiceHelper.isSuspended(
                        context.getRoute("decline-applications").getConsumer()))
                .isTrue();
    }

    @Test
    void should_return_the_rest_of_a_batch_to_the_queue_without_an_attempt_while_it_is_paused() throws Exception {
        failAllRequests(SdkClientException.create("connection reset"));
        table.expectedMessageCount(1);
        deadLetters.expectedMessageCount(0);

        receive(MESSAGE, 1);
        receive(MESSAGE, 1);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(returns.returned())
                .containsExactly("connection reset", "AWS fails since one of the messages before");
    }

    @Test
    void should_return_the_message_to_the_queue_when_it_fails_before_its_last_attempt() throws Exception {
        failAllRequests(new IllegalStateException("unforeseen"));
        table.expectedMessageCount(1);
        deadLetters.expectedMessageCount(0);

        receive(MESSAGE, 4);

        MockEndpoint.assertIsSatisfied(context);
        assertReturned("unforeseen");
    }

    @Test
    void should_send_the_unchanged_message_to_the_dead_letter_queue_after_its_last_attempt() throws Exception {
        table.whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setBody("what a step made of it");
            IllegalStateException failure = new IllegalStateException("unforeseen");
            failure.addSuppressed(new IllegalArgumentException("something else"));
            throw failure;
        });
        table.expectedMessageCount(1);
        deadLetters.expectedBodiesReceived(MESSAGE);
        deadLetters.expectedHeaderReceived("reason", "unforeseen");
        deadLetters.expectedHeaderReceived("exception", IllegalStateException.class.getName());
        deadLetters.expectedHeaderReceived("attempts", "5");

        receive(MESSAGE, 5);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(failed.noted).containsExactly(MESSAGE);
        assertAcknowledged();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 10, 100})
    void should_send_to_the_dead_letter_queue_only_an_attempted_message_when_aws_fails_on_its_last_attempt(int receives)
            throws Exception {
        failAllRequests(SdkClientException.create("connection reset"));
        deadLetters.expectedMessageCount(1);
        deadLetters.expectedHeaderReceived("reason", "connection reset");

        receive(MESSAGE, receives);
        receive("the next of its batch", receives);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(returns.acknowledged()).hasSize(1);
        assertThat(returns.returned()).containsExactly("AWS fails since one of the messages before");
    }

    @Test
    void should_send_a_dead_letter_when_it_can_not_be_noted() throws Exception {
        failed.refusal = SdkClientException.create("connection refused");

        expectDeadLetter("no JSON", "the message is not well-formed JSON");
    }

    @Test
    void should_return_the_message_to_the_queue_when_the_dead_letter_queue_does_not_accept_it() throws Exception {
        deadLetters.whenAnyExchangeReceived(exchange -> {
            throw SdkClientException.create("connection refused");
        });

        receive("no JSON", 1);

        assertReturned("connection refused");
    }

    /** SQS limits the size of a message and its attributes together. */
    @Test
    void should_send_a_dead_letter_without_its_reason_when_there_is_no_room_for_it() throws Exception {
        deadLetters.whenAnyExchangeReceived(exchange -> {
            if (exchange.getMessage().getHeader("reason") != null) {
                throw rejection("InvalidParameterValue");
            }
        });
        deadLetters.expectedBodiesReceived("no JSON", "no JSON");

        receive("no JSON", 1, Map.of("correlationId", "c1"));

        MockEndpoint.assertIsSatisfied(context);
        assertThat(deadLetters.getExchanges().get(1).getMessage().getHeaders())
                .doesNotContainKeys(
                        "reason", "exception", "attempts", "failedOn", "originalMessageId", "correlationId");
        assertAcknowledged();
    }

    @Test
    void should_not_send_a_dead_letter_without_its_reason_when_sqs_rejects_it_for_another_cause() throws Exception {
        deadLetters.whenAnyExchangeReceived(exchange -> {
            throw rejection("AccessDenied");
        });
        deadLetters.expectedMessageCount(1);

        receive("no JSON", 1);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(returns.acknowledged()).isEmpty();
    }

    private static AwsServiceException rejection(String code) {
        return SqsException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Test
    void should_use_the_correlation_id_of_the_message_and_send_it_with_the_dead_letter() throws Exception {
        deadLetters.expectedHeaderReceived("correlationId", "c1");

        receive("no JSON", 1, Map.of("correlationId", "c1"));

        MockEndpoint.assertIsSatisfied(context);
        assertThat(failed.correlationIds).containsExactly("c1");
        assertThat(CorrelationId.current()).isNull();
    }

    @Test
    void should_send_a_dead_letter_in_the_message_group_of_the_message_or_in_a_group_of_its_own() throws Exception {
        receive("no JSON", 1, Map.of(), Map.of("MessageGroupId", "j1"));
        receive("no JSON", 1);

        assertThat(deadLetters.getExchanges())
                .extracting(deadLetter -> deadLetter.getProperty("CamelAwsMessageGroupId"))
                .containsExactly("j1", "m1");
    }

    @Test
    void should_use_no_correlation_id_when_the_message_has_no_valid_one() throws Exception {
        deadLetters.expectedMessageCount(1);

        receive("no JSON", 1, Map.of("correlationId", "not {one}"));

        MockEndpoint.assertIsSatisfied(context);
        assertThat(deadLetters.getExchanges().get(0).getMessage().getHeader("correlationId"))
                .isNull();
    }

    /** Acts like the consumer, which processes each message of a received batch even when it is suspended meanwhile. */
    private void receive(String message, int receives) throws Exception {
        receive(message, receives, Map.of());
    }

    private void receive(String message, int receives, Map<String, String> attributes) throws Exception {
        receive(message, receives, attributes, Map.of());
    }

    private void receive(
            String message, int receives, Map<String, String> attributes, Map<String, Object> systemAttributes)
            throws Exception {
        Exchange exchange = ExchangeBuilder.anExchange(context)
                .withBody(message)
                .withHeader("ApproximateReceiveCount", String.valueOf(receives))
                .withHeader("CamelAwsSqsMessageId", "m1")
                .withHeader("CamelAwsSqsReceiptHandle", "handle")
                .withHeader(
                        "CamelAwsSqsMessageAttributes",
                        attributes.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> text(attribute.getValue()))))
                .build();
        exchange.getMessage().getHeaders().putAll(systemAttributes);
        Consumer consumer = context.getRoute("decline-applications").getConsumer();
        exchange.getExchangeExtension().setFromEndpoint(consumer.getEndpoint());
        UnitOfWork work = PluginHelper.getUnitOfWorkFactory(context).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(work);
        consumer.getProcessor().process(exchange);
        work.done(exchange);
    }

    private void failAllRequests(RuntimeException failure) {
        table.whenAnyExchangeReceived(exchange -> {
            throw failure;
        });
    }

    /** Lets the UpdateItem fail on its condition, and the GetItem after it return {@code item}. */
    private void refuseUpdateAndAnswer(Map<String, AttributeValue> item) {
        refuseUpdateAndAnswer(item, 1);
    }

    private void refuseUpdateAndAnswer(Map<String, AttributeValue> item, int attempts) {
        table.whenExchangeReceived(1, exchange -> {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .numAttempts(attempts)
                    .build();
        });
        table.whenExchangeReceived(2, exchange -> exchange.getMessage().setHeader(Ddb2Constants.ATTRIBUTES, item));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
