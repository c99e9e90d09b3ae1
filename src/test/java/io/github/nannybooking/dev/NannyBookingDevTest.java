package io.github.nannybooking.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.settings.Settings;
import io.github.nannybooking.testing.TestApp;
import java.net.URI;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

class NannyBookingDevTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    @Test
    void should_ask_nobody_who_they_are_on_a_laptop_and_no_cloud_watch() {
        SdkEnvironment.pointAt(NOBODY, NOBODY);
        Main main = TestApp.onFreePorts(NannyBookingDev.application());

        main.init();

        assertThat(
                        main.getCamelContext()
                                .resolvePropertyPlaceholders(
                                        "{{booking.auth}} {{booking.http-host}} {{booking.queues.ages}} {{booking.routes}} {{booking.decline.wait-time}}"))
                .isEqualTo("none 127.0.0.1 false routes 0");
    }

    @Test
    void should_take_settings_from_outside_before_those_for_a_laptop() {
        SdkEnvironment.pointAt(NOBODY, NOBODY);
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
