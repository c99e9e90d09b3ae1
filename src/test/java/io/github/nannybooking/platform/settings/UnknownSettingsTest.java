package io.github.nannybooking.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.LogLines;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownSettingsTest {

    private static final Settings SETTINGS = Settings.read();

    @ParameterizedTest
    @CsvSource({
        "BOOKING_DECLINE_BATCHSIZE,  BOOKING_DECLINE_BATCH_SIZE",
        "BOOKING_DECLINE_BATCH_SIZES, BOOKING_DECLINE_BATCH_SIZE",
        "BOOKING_RETRYAFTER,         BOOKING_RETRY_AFTER",
        "booking_auth,               BOOKING_AUTH",
        "booking.auth,               BOOKING_AUTH",
        "BOOKING_HTP_PORT,           BOOKING_HTTP_PORT"
    })
    void should_warn_of_an_unknown_variable_with_the_nearest_setting(String name, String nearest) {
        assertThat(UnknownSettings.inEnvironment(SETTINGS, Map.of(name, "5")))
                .containsExactly(name + " is none of the settings; the nearest is " + nearest);
    }

    @ParameterizedTest
    @CsvSource({
        "BOOKING_DECLINE_BATCH_SIZE, 5",
        "BOOKING.DECLINE.BATCH-SIZE, 5",
        "HTTP_PORT, 8080",
        "BOOKINGS, 5",
        "PATH, /bin",
        "BOOKING_SERVICE_HOST, 10.0.0.11",
        "BOOKING_SERVICE_PORT, 80",
        "BOOKING_SERVICE_PORT_HTTP, 80",
        "BOOKING_PORT, tcp://10.0.0.11:80",
        "BOOKING_PORT_80_TCP_ADDR, 10.0.0.11"
    })
    void should_not_warn_of_settings_and_of_variables_for_others(String name, String value) {
        assertThat(UnknownSettings.inEnvironment(SETTINGS, Map.of(name, value))).isEmpty();
    }

    @Test
    void should_warn_of_an_unknown_property_with_the_nearest_setting() {
        assertThat(UnknownSettings.inProperties(
                        SETTINGS,
                        List.of(
                                "booking.decline.batchsize",
                                "booking.decline.batch-size",
                                "camel.main.name",
                                "bookings")))
                .containsExactly(
                        "booking.decline.batchsize is none of the settings; the nearest is booking.decline.batch-size");
    }

    @Test
    void should_look_among_the_properties_of_the_system_and_of_camel() {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().addOverrideProperty("booking.tabel", "s3cret");
        System.setProperty("booking.queues", "s3cret");
        try (LogLines lines = new LogLines(UnknownSettings.class.getName())) {
            UnknownSettings.log(SETTINGS, context);

            assertThat(lines.all())
                    .containsExactlyInAnyOrder(
                            "WARN booking.tabel is none of the settings; the nearest is booking.table null",
                            "WARN booking.queues is none of the settings; the nearest is booking.queue null");
        } finally {
            System.clearProperty("booking.queues");
        }
    }
}
