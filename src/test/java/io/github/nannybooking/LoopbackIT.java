package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A program that listens only on 127.0.0.1 leaves the same port of 127.0.0.2 free. A program that listens on all
 * addresses does not. Only Linux has the second address without configuration.
 */
@EnabledOnOs(OS.LINUX)
class LoopbackIT {

    private static final TestAws AWS = TestAws.shared();

    @Test
    void should_listen_only_on_loopback_by_default() {
        try (TestApp app = TestApp.start(Resources.DEFAULT, Map.of())) {
            assertOnlyOnLoopback(app.caller().port(), app.caller().managementPort());
        }
    }

    @Test
    @DisabledIfSystemProperty(
            named = "test.aws",
            matches = "localstack",
            disabledReason = "Docker listens there, not we")
    void should_run_the_emulators_only_on_loopback() {
        assertOnlyOnLoopback(AWS.dynamoDbEndpoint().getPort(), AWS.sqsEndpoint().getPort());
    }

    private static void assertOnlyOnLoopback(int... ports) {
        IntStream.of(ports).forEach(port -> assertThatCode(
                        () -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2")).close())
                .as("port %d of another address", port)
                .doesNotThrowAnyException());
    }
}
