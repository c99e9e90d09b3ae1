package io.github.nannybooking.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.settings.Settings;
import io.github.nannybooking.testing.TestApp;
import java.net.URI;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

class NannyBookingDevTest {

    private static final URI UNUSED = URI.create("http://127.0.0.1:9");

    @Test
    void should_have_settings_for_development() {
        SdkEnvironment.pointAt(UNUSED, UNUSED);
        Main main = TestApp.onFreePorts(NannyBookingDev.application());

        main.init();

        assertThat(
                        main.getCamelContext()
                                .resolvePropertyPlaceholders(
                                        "{{booking.auth}} {{booking.http-host}} {{booking.queues.ages}} {{booking.routes}} {{booking.decline.wait-time}}"))
                .isEqualTo("none 127.0.0.1 false routes 1");
    }

    @Test
    void should_prefer_settings_of_the_environment() {
        SdkEnvironment.pointAt(UNUSED, UNUSED);
        System.setProperty("booking.routes", "examples");
        try {
            Main main = TestApp.onFreePorts(NannyBookingDev.application());

            main.init();

            assertThat(Settings.text(main.getCamelContext(), "booking.routes")).isEqualTo("examples");
        } finally {
            System.clearProperty("booking.routes");
        }
    }
}
