package io.github.nannybooking.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.platform.settings.Bounds.Range;
import io.github.nannybooking.platform.settings.Bounds.Words;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void should_read_a_setting_from_its_two_lines() {
        Settings settings = Settings.of("""
                ## Declines
                # how long (at least) it waits (1 to 300 s)
                booking.decline.some-pause=5

                # the table (a name)
                booking.table={{env:TABLE_NAME:baby:sitter}}
                camel.main.name=nanny-booking
                """);

        assertThat(settings.all())
                .containsExactly(
                        new Setting(
                                "booking.decline.some-pause",
                                "5",
                                List.of("BOOKING_DECLINE_SOME_PAUSE"),
                                new Range(1, 300, " s"),
                                "how long (at least) it waits"),
                        new Setting(
                                "booking.table",
                                "baby:sitter",
                                List.of("BOOKING_TABLE", "TABLE_NAME"),
                                new Words("a name"),
                                "the table"));
    }

    @Test
    void should_check_a_setting_that_nothing_but_its_two_lines_knows_of() {
        Settings settings = Settings.read(List.of("/settings/two-lines.properties"));

        assertThatCode(() -> settings.check(contextWith("booking.decline.rate", "6000")))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings.check(contextWith("booking.decline.rate", "6001")))
                .withMessage(
                        "booking.decline.rate (BOOKING_DECLINE_RATE) must be a whole number from 60 to 6000, but is '6001'");
    }

    @Test
    void should_name_all_environment_names_of_a_value_that_is_refused() {
        Settings settings = Settings.of("# the port (1 to 65535)\nbooking.http-port={{env:HTTP_PORT:8080}}");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> settings.check(contextWith("booking.http-port", "tcp://10.0.0.1:80")))
                .withMessage(
                        "booking.http-port (BOOKING_HTTP_PORT or HTTP_PORT) must be a whole number from 1 to 65535, but is 'tcp://10.0.0.1:80'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "booking.a=1",
                "\nbooking.a=1",
                "# (1 to 10)\nbooking.a=1",
                "# what it is\nbooking.a=1",
                "# what it is (1 to 10).\nbooking.a=1",
                "# what it is 1 to 10\nbooking.a=1",
                "# what it is(1 to 10)\nbooking.a=1",
                "#what it is (1 to 10)\nbooking.a=1",
                "## what it is (1 to 10)\nbooking.a=1",
                "! what it is (1 to 10)\nbooking.a=1",
                "# what it is (1 to 10)\n\nbooking.a=1",
                "# what it\n# is (1 to 10)\nbooking.a=1",
                "# what it is (1 to 10)\nother.a=1\nbooking.a=1",
                "# what it is (1 to 10)\nbooking.a=1\nbooking.b=1",
                "# what it is (from 1 to 10)\nbooking.a=1"
            })
    void should_refuse_a_setting_without_one_line_above_that_ends_with_its_bounds(String text) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> Settings.of(text))
                .withMessageStartingWith("application.properties: booking.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "booking.a: 1",
                "booking.a 1",
                "booking.a = 1",
                " booking.a=1",
                "booking.a",
                "booking.camelCase=1",
                "booking.under_score=1",
                "booking..a=1",
                "booking.a.=1",
                "booking.a-=1"
            })
    void should_refuse_what_only_a_lenient_reader_takes_for_a_setting(String line) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> Settings.of("# what it is (1 to 10)\n" + line))
                .withMessageContaining("must begin a line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"booking.a-b=2", "booking.a.b=2", "booking.c={{env:BOOKING_A_B:2}}"})
    void should_refuse_two_settings_of_one_environment_name(String line) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> Settings.of("# what it is (1 to 10)\nbooking.a-b=1\n# what it is (1 to 10)\n" + line))
                .withMessageEndingWith("it has the environment name of booking.a-b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "", "{{env:TEN:11}}"})
    void should_refuse_a_default_that_is_out_of_bounds(String value) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> Settings.of("# what it is (1 to 10)\nbooking.a=" + value))
                .withMessageContaining("must be a whole number from 1 to 10");
    }

    @Test
    void should_find_every_setting_of_the_application_well_described() {
        assertThat(Settings.read().all()).extracting(Setting::key).contains("booking.decline.batch-size");
    }

    private static CamelContext contextWith(String key, String value) {
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().addOverrideProperty(key, value);
        return context;
    }
}
