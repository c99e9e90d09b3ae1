package io.github.nannybooking.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.NannyBooking;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.settings.Bounds.Range;
import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.platform.settings.Setting;
import io.github.nannybooking.platform.settings.Settings;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.TestApp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartupChecksTest {

    private static final URI UNREACHABLE = URI.create("http://127.0.0.1:9");

    @BeforeEach
    void stayAwayFromAws() {
        SdkEnvironment.pointAt(UNREACHABLE, UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "", "five", "5.0", " 5 ", "99999999999999999999"})
    void should_refuse_to_start_with_a_batch_size_out_of_bounds(String size) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.decline.batch-size", size))
                .withMessage(
                        "booking.decline.batch-size (BOOKING_DECLINE_BATCH_SIZE) must be a whole number from 1 to 10, but is '%s'",
                        size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "5", "10"})
    void should_start_with_a_batch_size_within_bounds(String size) {
        assertThatCode(() -> init("booking.decline.batch-size", size)).doesNotThrowAnyException();
    }

    @Test
    void should_refuse_to_start_with_an_origin_that_has_a_path() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.cors.origins", "https://app.example.com/"))
                .withMessageStartingWith("booking.cors.origins (BOOKING_CORS_ORIGINS) must be a list of origins");
    }

    @Test
    void should_refuse_to_start_with_the_name_of_a_proxy() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.trusted-proxies", "10.0.0.1, proxy.example.com"))
                .withMessage(
                        "booking.trusted-proxies (BOOKING_TRUSTED_PROXIES) must be a list of addresses and blocks as 10.0.0.0/16, separated by commas, but is 'proxy.example.com'");
    }

    @Test
    void should_require_tokens_by_default() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(
                        () -> TestApp.onFreePorts(NannyBooking.application()).init())
                .withMessageStartingWith("booking.auth.issuer (BOOKING_AUTH_ISSUER) must be");
    }

    @Test
    void should_log_all_settings_and_unknown_properties_once_before_the_start() {
        try (LogLines lines = new LogLines("io.github.nannybooking.platform.settings")) {
            Main main = init("booking.decline.batch-size", "7", "booking.decline.batchsize", "8");

            assertThat(main.getCamelContext().getStatus().isStarted()).isFalse();
            assertThat(lines.all())
                    .satisfiesExactly(
                            unknown -> assertThat(unknown)
                                    .isEqualTo(
                                            "WARN booking.decline.batchsize is none of the settings; the nearest is booking.decline.batch-size null"),
                            effective -> assertThat(effective)
                                    .startsWith("INFO The settings:\n  booking.http-host=127.0.0.1\n")
                                    .contains("\n  booking.decline.batch-size=7 (by default 5; from the program)\n")
                                    .contains(Settings.read().all().stream()
                                            .map(setting -> "\n  " + setting.key() + "=")
                                            .toList()));
        }
    }

    @ParameterizedTest
    @MethodSource
    void should_refuse_to_start_with_a_number_out_of_bounds(Setting setting) {
        Range range = (Range) setting.bounds();

        for (int value : List.of(range.min() - 1, range.max() + 1)) {
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> init(setting.key(), String.valueOf(value)))
                    .withMessageContaining("must be a whole number from %s, but is '%d'", range, value);
        }
    }

    static Stream<Setting> should_refuse_to_start_with_a_number_out_of_bounds() {
        return Settings.read().all().stream().filter(setting -> setting.bounds() instanceof Range);
    }

    @Test
    void should_refuse_to_start_when_a_visibility_timeout_can_end_before_it_is_extended() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.decline.visibility-timeout", "3"))
                .withMessage(
                        "booking.decline.visibility-timeout=3, in s, must be at least 4 times booking.aws.attempt-timeout=1000, in ms, so that it can be extended in time");
    }

    @Test
    void should_refuse_to_start_when_the_request_timeout_is_shorter_than_the_budget_for_aws() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.request-timeout", "5000"))
                .withMessage("booking.request-timeout=5000 must be longer than booking.aws.budget=5000");
        assertThatCode(() -> init("booking.request-timeout", "5001")).doesNotThrowAnyException();
    }

    @Test
    void should_refuse_to_start_when_only_one_of_a_queue_and_its_dead_letter_queue_is_a_fifo_queue() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.queue", "Declines.fifo"))
                .withMessage(
                        "booking.decline.queue=Declines.fifo and booking.decline.dead-letter-queue=UpdateJobApplicationsSQSDLQ must both be FIFO queues, with names that end with .fifo, or both be standard queues");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init(
                        "booking.dead-letter-queue", "https://sqs.us-east-1.amazonaws.com/000000000000/Dead.fifo"));
        assertThatCode(() -> init("booking.queue", "Declines.fifo", "booking.dead-letter-queue", "Dead.fifo"))
                .doesNotThrowAnyException();
    }

    @Test
    void should_refuse_to_start_when_the_first_delay_is_longer_than_the_longest() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.decline.retry-delay", "31"))
                .withMessage(
                        "booking.decline.retry-delay=31 must not be longer than booking.decline.max-retry-delay=30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"booking.parking.enabled", "booking.queues.ages", "booking.queues.checks"})
    void should_accept_only_true_or_false_for_a_switch(String key) {
        assertThatCode(() -> init(key, "true")).doesNotThrowAnyException();
        assertThatCode(() -> init(key, "false")).doesNotThrowAnyException();
        for (String value : List.of("", "yes", "1", "TRUE", " true")) {
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> init(key, value))
                    .withMessageStartingWith(key + " (BOOKING_")
                    .withMessageEndingWith(") must be true or false, but is '%s'", value);
        }
    }

    /** Users may change the other claims, or share them. */
    @ParameterizedTest
    @ValueSource(strings = {"", "email", "preferred_username", "client_id", "Sub"})
    void should_accept_only_claims_of_the_user_that_are_not_given_to_another_user(String claim) {
        assertThatCode(() -> init("booking.auth.user-claim", "sub")).doesNotThrowAnyException();
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.auth.user-claim", claim))
                .withMessage(
                        "booking.auth.user-claim (BOOKING_AUTH_USER_CLAIM) must be username or sub, but is '%s'",
                        claim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"booking.table", "booking.queue", "booking.dead-letter-queue"})
    void should_refuse_to_start_without_a_name(String key) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init(key, " "))
                .withMessageMatching(
                        "\\Q" + key + "\\E \\(BOOKING_\\w+ or \\w+\\) must be a name( or a URL)?, but is ' '");
    }

    @Test
    void should_refuse_to_start_when_a_queue_is_its_own_dead_letter_queue() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.dead-letter-queue", "{{booking.queue}}"))
                .withMessage("booking.decline.queue and booking.decline.dead-letter-queue must not be the same");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JWT", "true", "basic"})
    void should_refuse_to_start_when_no_authentication_is_configured(String auth) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.auth", auth))
                .withMessage("booking.auth (BOOKING_AUTH) must be jwt or none, but is '%s'", auth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", " ", "192.0.2.1", "::x"})
    void should_refuse_to_start_without_authentication_on_an_address_other_than_loopback(String host) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.http-host", host))
                .withMessage(
                        "booking.auth=none allows all requests, so booking.http-host must be a loopback address, but is '%s'",
                        host);
    }

    /** Camel prefers the system property to its own application.properties. */
    @Test
    void should_refuse_to_start_without_authentication_when_camel_listens_on_an_address_other_than_loopback() {
        System.setProperty("camel.server.host", "0.0.0.0");
        try {
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(StartupChecksTest::init)
                    .withMessage(
                            "booking.auth=none allows all requests, so camel.server.host must be a loopback address, but is '0.0.0.0'");
            assertThatCode(() -> init(
                            "booking.auth", "jwt",
                            "booking.auth.issuer", "https://issuer.example.com",
                            "booking.auth.audience", "web"))
                    .doesNotThrowAnyException();
        } finally {
            System.clearProperty("camel.server.host");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.0.2"})
    void should_start_without_authentication_on_loopback(String host) {
        assertThatCode(() -> init("booking.http-host", host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example.com/pool", "http://127.0.0.1:8085/pool", "http://[::1]/"})
    void should_accept_an_issuer_with_https_or_on_loopback(String issuer) {
        assertThatCode(() -> init(
                        "booking.auth", "jwt", "booking.auth.issuer", issuer, "booking.auth.audience", "web, mobile"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "issuer",
                "https:",
                "https://",
                "https:///pool",
                "http://issuer.example.com",
                "file:///etc/keys",
                "jar:https://issuer.example.com",
                "https://a b"
            })
    void should_refuse_to_start_with_an_issuer_without_https(String issuer) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.auth", "jwt", "booking.auth.issuer", issuer))
                .withMessage(
                        "booking.auth.issuer (BOOKING_AUTH_ISSUER) must be an https URL, http only on loopback, as booking.auth is jwt, but is '%s'",
                        issuer);
    }

    @Test
    void should_refuse_to_start_when_the_keys_are_not_fetched_by_https() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init(
                        "booking.auth", "jwt",
                        "booking.auth.issuer", "https://issuer.example.com",
                        "booking.auth.jwks-url", "http://issuer.example.com/keys"))
                .withMessageStartingWith("booking.auth.jwks-url (BOOKING_AUTH_JWKS_URL) must be an https URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "web,", ",web", "web,,mobile"})
    void should_refuse_to_start_without_an_audience(String audience) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init(
                        "booking.auth", "jwt",
                        "booking.auth.issuer", "https://issuer.example.com",
                        "booking.auth.audience", audience))
                .withMessageStartingWith("booking.auth.audience (BOOKING_AUTH_AUDIENCE) must be a list of app clients");
    }

    @Test
    void should_use_the_routes_of_a_folder(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("mine.camel.yaml"),
                "- route: {id: mine, from: {uri: 'direct:mine', steps: [{log: hello}]}}");

        Main main = init("booking.routes", folder.toString());

        assertThat(main.getCamelContext().getRoutesSize()).isZero();
        assertThat(main.configure().getRoutesIncludePattern()).isEqualTo("file:" + folder + "/mine.camel.yaml");
    }

    @Test
    void should_refuse_to_start_when_the_contract_does_not_exist(@TempDir Path folder) {
        String missing = folder.resolve("openapi.yaml").toString();

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.contract", missing))
                .withMessage("booking.contract (BOOKING_CONTRACT) must be a file that can be read, but is '" + missing
                        + "'");
    }

    @Test
    void should_use_the_shipped_routes_by_default() {
        assertThat(init("booking.routes", "")
                        .configure()
                        .getRoutesIncludePattern()
                        .split(","))
                .contains("classpath:routes/booking/book-nanny.camel.yaml", "classpath:routes/api/read-job.camel.yaml")
                .allMatch(file -> file.matches("classpath:routes/[a-z]+/[a-z-]+\\.camel\\.yaml"));
    }

    @Test
    void should_refuse_to_start_with_a_folder_that_does_not_exist(@TempDir Path folder) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(
                        () -> init("booking.routes", folder.resolve("missing").toString()))
                .withMessageStartingWith("booking.routes (BOOKING_ROUTES) must be a folder that can be read, but is '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a*", "a?"})
    void should_refuse_to_start_with_a_file_name_that_camel_reads_as_a_pattern(String name, @TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve(name + ".camel.yaml"), "");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.routes", folder.toString()))
                .withMessageStartingWith(
                        "booking.routes (BOOKING_ROUTES) must be a folder without ',', '*' and '?' in the paths of its files, but is '");
    }

    @Test
    void should_refuse_to_start_with_a_folder_without_routes(@TempDir Path folder) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> init("booking.routes", folder.toString()))
                .withMessageStartingWith(
                        "booking.routes (BOOKING_ROUTES) must be a folder that contains routes (*.camel.yaml), but is '");
    }

    @Test
    void should_refuse_to_start_on_a_port_in_use() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(InvalidSettingException.class)
                    .isThrownBy(() -> init("booking.http-port", String.valueOf(taken.getLocalPort())))
                    .withMessageStartingWith(
                            "can't listen on 127.0.0.1:%d, as booking.http-host (BOOKING_HTTP_HOST or HTTP_HOST) and booking.http-port (BOOKING_HTTP_PORT or HTTP_PORT) say",
                            taken.getLocalPort());
        }
    }

    @Test
    void should_refuse_to_start_when_both_ports_are_equal() {
        Main main = TestApp.onFreePorts();
        main.addOverrideProperty("booking.management-port", "{{booking.http-port}}");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(main::init)
                .withMessage("booking.http-port and booking.management-port must not be the same");
    }

    /** @param settings key, value, key, value, … */
    private static Main init(String... settings) {
        Main main = TestApp.onFreePorts();
        for (int i = 0; i < settings.length; i += 2) {
            main.addOverrideProperty(settings[i], settings[i + 1]);
        }
        main.init();
        return main;
    }
}
