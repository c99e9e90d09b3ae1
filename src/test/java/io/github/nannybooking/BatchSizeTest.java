package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.ScriptedAws;
import io.github.nannybooking.testing.TestApp;
import java.io.IOException;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSizeTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10})
    void should_receive_so_many_messages_at_once(int size) throws IOException {
        try (ScriptedAws aws = new ScriptedAws()) {
            Main main = TestApp.onFreePorts();
            main.addOverrideProperty("booking.queue", "http://127.0.0.1/000000000000/declines");
            main.addOverrideProperty("booking.aws.attempts", "1");
            main.addOverrideProperty("booking.decline.batch-size", String.valueOf(size));
            main.start();
            await().untilAsserted(() -> assertThat(aws.requests()).anySatisfy(receive -> assertThat(receive.body())
                    .contains("/declines\"", "\"MaxNumberOfMessages\":" + size + ",")));
            main.stop();
        }
    }

    @Test
    void should_receive_dead_letters_as_their_own_settings_say() throws IOException {
        try (ScriptedAws aws = new ScriptedAws()) {
            Main main = TestApp.onFreePorts();
            main.addOverrideProperty("booking.dead-letter-queue", "http://127.0.0.1/000000000000/dead-letters");
            main.addOverrideProperty("booking.aws.attempts", "1");
            main.addOverrideProperty("booking.parking.batch-size", "3");
            main.addOverrideProperty("booking.parking.wait-time", "4");
            main.addOverrideProperty("booking.parking.consumers", "2");
            main.start();
            await().untilAsserted(() -> assertThat(aws.requests()).anySatisfy(receive -> assertThat(receive.body())
                    .contains("/dead-letters\"", "\"MaxNumberOfMessages\":3,", "\"WaitTimeSeconds\":4")));
            Sqs2Endpoint endpoint = (Sqs2Endpoint)
                    main.getCamelContext().getRoute("park-dead-letters").getEndpoint();
            assertThat(endpoint.getConfiguration().getConcurrentConsumers()).isEqualTo(2);
            main.stop();
        }
    }
}
