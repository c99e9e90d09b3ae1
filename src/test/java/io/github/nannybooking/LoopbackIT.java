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
 * A server that listens only on 127.0.0.1 leaves the same port of 127.0.0.2 free; one that listens on all addresses does not. Only
 * Linux has the second address by itself.
 */
@EnabledOnOs(OS.LINUX)
class LoopbackIT {

    private static final TestAws AWS = TestAws.shared();

    @Test
    void should_reach_the_application_on_loopback_only_by_default() {
        try (TestApp app = TestApp.start(Resources.DEFAULT, Map.of())) {
            assertLoopbackAlone(app.caller().port(), app.caller().managementPort());
        }
    }

    @Test
    @DisabledIfSystemProperty(
            named = "test.aws",
            matches = "localstack",
            disabledReason = "Docker listens there, not we")
    void should_reach_the_emulators_on_loopback_only() {
        assertLoopbackAlone(AWS.dynamoDbEndpoint().getPort(), AWS.sqsEndpoint().getPort());
    }

    private static void assertLoopbackAlone(int... ports) {
        IntStream.of(ports).forEach(port -> assertThatCode(
                        () -> new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2")).close())
                .as("port %d of another address", port)
                .doesNotThrowAnyException());
    }
}
