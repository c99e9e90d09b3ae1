package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.ScriptedAws;
import io.github.nannybooking.testing.TestApp;
import java.io.IOException;
import org.apache.camel.main.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSizeTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10})
    void should_take_so_many_messages_off_the_queue_at_once(int size) throws IOException {
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
}
