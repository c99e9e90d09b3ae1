package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.testing.RouteTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class DeclineApplicationsRouteTest extends RouteTest {

    private static final String MESSAGE = "{\"id\": \"a1\", \"jobId\": \"j1\", \"createdOn\": 1795000000}";

    private final FailedDeclines failed = new FailedDeclines();
    private MockEndpoint table;
    private MockEndpoint deadLetters;

    /** Stands in for the bean that notes dead letters in DynamoDB. */
    public static final class FailedDeclines implements CamelConfiguration {

        private final List<String> noted = new ArrayList<>();
        private RuntimeException refusal;

        @BindToRegistry
        public FailedDeclines failedDeclines() {
            return this;
        }

        public void note(String message) {
            if (refusal != null) {
                throw refusal;
            }
            noted.add(message);
        }
    }

    @Override
    protected void configure(MainConfigurationProperties main) {
        // before the others: the first bean of a name is the one that counts
        main.addConfiguration(failed);
        super.configure(main);
    }

    @BeforeEach
    void findMocks() {
        table = getMockEndpoint("mock:aws2-ddb:babysitter");
        deadLetters = getMockEndpoint("mock:aws2-sqs:dead-letters");
    }

    @Test
    void should_decline_an_application_that_is_pending() throws Exception {
        table.expectedMessageCount(1);
        deadLetters.expectedMessageCount(0);

        template.sendBody("direct:queue", MESSAGE);

        MockEndpoint.assertIsSatisfied(context);
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
    void should_take_a_second_delivery_of_a_decline_as_done() throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("DECLINED")));
        table.expectedMessageCount(2);
        deadLetters.expectedMessageCount(0);

        template.sendBody("direct:queue", MESSAGE);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_send_an_application_that_is_accepted_to_the_dead_letter_queue_at_once() throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("ACCEPTED")));
        table.expectedMessageCount(2);

        expectDeadLetter(MESSAGE, "the application is ACCEPTED");
    }

    @Test
    void should_send_an_application_that_nobody_knows_to_the_dead_letter_queue_at_once() throws Exception {
        refuseUpdateAndAnswer(Map.of());
        table.expectedMessageCount(2);

        expectDeadLetter(MESSAGE, "the application does not exist");
    }

    @Test
    void should_try_again_when_the_application_became_pending_after_the_update() throws Exception {
        refuseUpdateAndAnswer(Map.of("jobApplicationStatus", AttributeValue.fromS("PENDING")));
        table.expectedMessageCount(3);
        deadLetters.expectedMessageCount(0);

        template.sendBody("direct:queue", MESSAGE);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_send_a_message_that_is_no_json_to_the_dead_letter_queue_at_once() throws Exception {
        table.expectedMessageCount(0);

        expectDeadLetter("no JSON", "the message is not well-formed JSON");
    }

    private void expectDeadLetter(String message, String reason) throws InterruptedException {
        deadLetters.expectedBodiesReceived(message);
        deadLetters.expectedHeaderReceived("reason", reason);
        deadLetters.expectedHeaderReceived("exception", "io.github.nannybooking.decline.UndeclinableException");
        deadLetters.expectedHeaderReceived("originalMessageId", "m1");

        template.sendBodyAndHeader("direct:queue", message, "CamelAwsSqsMessageId", "m1");

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_keep_the_message_and_pause_when_aws_fails() {
        table.whenAnyExchangeReceived(exchange -> {
            throw SdkClientException.create("connection reset");
        });
        table.expectedMessageCount(1);
        deadLetters.expectedMessageCount(0);

        assertThatExceptionOfType(CamelExecutionException.class)
                .isThrownBy(() -> template.sendBody("direct:queue", MESSAGE))
                .havingRootCause()
                .withMessage("connection reset");

        assertThatCode(() -> MockEndpoint.assertIsSatisfied(context)).doesNotThrowAnyException();
        assertThat(ServiceHelper.isSuspended(
                        context.getRoute("decline-applications").getConsumer()))
                .isTrue();
    }

    @Test
    void should_keep_the_rest_of_a_batch_without_trying_while_it_is_paused() throws Exception {
        table.whenExchangeReceived(1, exchange -> {
            throw SdkClientException.create("connection reset");
        });
        table.expectedMessageCount(1);
        deadLetters.expectedMessageCount(0);

        assertThat(consume().getException()).hasMessage("connection reset");
        assertThat(consume().getException()).isInstanceOf(SdkClientException.class);

        MockEndpoint.assertIsSatisfied(context);
    }

    /** As the consumer does with each message of a batch that it has taken, also when it is suspended meanwhile. */
    private Exchange consume() throws Exception {
        Exchange exchange =
                ExchangeBuilder.anExchange(context).withBody(MESSAGE).build();
        context.getRoute("decline-applications").getConsumer().getProcessor().process(exchange);
        return exchange;
    }

    @Test
    void should_try_again_what_failed_otherwise_and_then_send_it_to_the_dead_letter_queue() throws Exception {
        table.whenAnyExchangeReceived(exchange -> {
            exchange.getMessage().setBody("what a step made of it");
            IllegalStateException failure = new IllegalStateException("unforeseen");
            failure.addSuppressed(new IllegalArgumentException("something else"));
            throw failure;
        });
        table.expectedMessageCount(4);
        deadLetters.expectedBodiesReceived(MESSAGE);
        deadLetters.expectedHeaderReceived("reason", "unforeseen");
        deadLetters.expectedHeaderReceived("exception", IllegalStateException.class.getName());

        template.sendBody("direct:queue", MESSAGE);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(failed.noted).containsExactly(MESSAGE);
    }

    @Test
    void should_succeed_when_trying_again_succeeds() throws Exception {
        table.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("unforeseen");
        });
        table.expectedMessageCount(2);
        deadLetters.expectedMessageCount(0);

        template.sendBody("direct:queue", MESSAGE);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_keep_the_message_when_its_failure_can_not_be_noted() {
        failed.refusal = SdkClientException.create("connection refused");
        deadLetters.expectedMessageCount(0);

        assertThatExceptionOfType(CamelExecutionException.class)
                .isThrownBy(() -> template.sendBody("direct:queue", "no JSON"))
                .havingRootCause()
                .withMessage("connection refused");

        assertThatCode(() -> MockEndpoint.assertIsSatisfied(context)).doesNotThrowAnyException();
    }

    @Test
    void should_fail_and_so_keep_the_message_when_the_dead_letter_queue_does_not_take_it() {
        deadLetters.whenAnyExchangeReceived(exchange -> {
            throw SdkClientException.create("connection refused");
        });

        assertThatExceptionOfType(CamelExecutionException.class)
                .isThrownBy(() -> template.sendBody("direct:queue", "no JSON"))
                .havingRootCause()
                .withMessage("connection refused");
    }

    /** The UpdateItem fails on its condition; the GetItem after it finds {@code item}. */
    private void refuseUpdateAndAnswer(Map<String, AttributeValue> item) {
        table.whenExchangeReceived(1, exchange -> {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .build();
        });
        table.whenExchangeReceived(2, exchange -> exchange.getMessage().setHeader(Ddb2Constants.ATTRIBUTES, item));
    }
}
