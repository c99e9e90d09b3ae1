package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Component;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class MessageGroupsTest {

    private static final String STANDARD = "Declines";
    private static final String FIFO = "https://sqs.us-east-1.amazonaws.com/000000000000/Declines.fifo";

    private final Sqs2Configuration configuration = new Sqs2Configuration();
    private final CamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);

    /** Keeps the last request. */
    private static final class Sqs implements SqsClient {

        private SendMessageRequest sent;

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            sent = request;
            return SendMessageResponse.builder().messageId("m1").build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"j1", "8f9c2f0e-4b7e-3f5d-9d0e-3f1c7a1b2c3d", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"})
    void should_keep_a_valid_id(String id) {
        assertThat(MessageGroups.idOf(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "é", "👶", "new\nline"})
    void should_replace_an_invalid_id_by_the_same_valid_one_each_time(String text) {
        assertThat(MessageGroups.idOf(text)).matches("[0-9a-f-]{36}").isEqualTo(MessageGroups.idOf(text));
    }

    @Test
    void should_replace_an_id_that_is_too_long() {
        assertThat(MessageGroups.idOf("j".repeat(128))).hasSize(128);
        assertThat(MessageGroups.idOf("j".repeat(129))).hasSize(36);
        assertThat(MessageGroups.idOf("j".repeat(130))).isNotEqualTo(MessageGroups.idOf("j".repeat(129)));
    }

    @ParameterizedTest
    @ValueSource(strings = {STANDARD, FIFO})
    void should_send_a_message_in_the_group_of_its_exchange(String queue) throws Exception {
        MessageGroups.set(exchange, "j1");

        assertThat(send(queue).messageGroupId()).isEqualTo("j1");
    }

    @ParameterizedTest
    @ValueSource(strings = {STANDARD, FIFO})
    void should_send_a_message_in_a_group_of_its_own_when_its_exchange_has_none(String queue) throws Exception {
        assertThat(send(queue).messageGroupId()).isEqualTo(exchange.getExchangeId());
    }

    @Test
    void should_send_another_deduplication_id_for_each_exchange_to_a_fifo_queue_only() throws Exception {
        assertThat(send(FIFO).messageDeduplicationId()).isEqualTo(exchange.getExchangeId());
        assertThat(send(STANDARD).messageDeduplicationId()).isNull();
    }

    @Test
    void should_send_the_group_that_the_options_of_an_endpoint_name() throws Exception {
        configuration.setMessageGroupIdStrategy("useConstant");

        assertThat(send(STANDARD).messageGroupId()).isEqualTo("CamelSingleMessageGroup");
    }

    private SendMessageRequest send(String queue) throws Exception {
        Sqs sqs = new Sqs();
        configuration.setQueueName("declines");
        configuration.setQueueUrl(queue);
        configuration.setAmazonSQSClient(sqs);
        Sqs2Endpoint endpoint = new Sqs2Endpoint("aws2-sqs:declines", new Sqs2Component(context), configuration);
        MessageGroups.prepare(endpoint);
        endpoint.start();
        exchange.getMessage().setBody("a message");

        endpoint.createProducer().process(exchange);

        assertThat(sqs.sent.queueUrl()).isEqualTo(queue);
        return sqs.sent;
    }
}
