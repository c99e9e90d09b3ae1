package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

    @Test
    void should_allow_no_origin_by_default() {
        assertThat(Cors.of(TestSettings.with()).origins()).isEmpty();
    }

    @Test
    void should_read_a_list_of_origins() {
        assertThat(cors(" https://app.example.com,http://localhost:5173 , capacitor://localhost,http://[::1]:8080")
                        .origins())
                .containsExactlyInAnyOrder(
                        "https://app.example.com",
                        "http://localhost:5173",
                        "capacitor://localhost",
                        "http://[::1]:8080");
    }

    @Test
    void should_read_an_origin_that_is_listed_twice() {
        assertThat(cors("https://a.example,https://a.example").origins()).containsExactly("https://a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "app.example.com",
                "https://app.example.com/",
                "https://app.example.com/page",
                "https://app.example.com?a=b",
                "https://app.example.com#a",
                "https://me@app.example.com",
                "https://*.example.com",
                "https://App.example.com",
                "HTTPS://app.example.com",
                "https://app.example.com:443",
                "http://app.example.com:80",
                "https://a.example https://b.example",
                "https://a.example,",
                "https://caf\u00e9.example",
            })
    void should_reject_what_no_browser_sends_as_an_origin(String origins) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> cors(origins))
                .withMessageStartingWith(
                        "booking.cors.origins (BOOKING_CORS_ORIGINS) must be a list of origins as https://app.example.com");
    }

    @Test
    void should_name_the_invalid_origin() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> cors("https://a.example, https://b.example/"))
                .withMessageEndingWith("but is 'https://b.example/'");
    }

    private static Cors cors(String origins) {
        return Cors.of(TestSettings.with("booking.cors.origins", origins));
    }
}
