package io.github.nannybooking.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.LogLines;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveSettingsTest {

    @Test
    void should_log_all_settings_in_one_event_with_the_source_of_those_that_are_not_the_default() throws IOException {
        System.setProperty("booking.size", "7");
        try {
            assertThat(logged("""
                            # the issuer (a URL)
                            booking.issuer=
                            # its keys (a URL)
                            booking.keys={{booking.issuer}}/keys
                            # how many (1 to 10)
                            booking.size=5
                            # where (a folder)
                            booking.folder=none
                            # how long (1 to 10 s)
                            booking.pause=2
                            # where programs are (a list of folders)
                            booking.path={{env:PATH:none}}
                            """, "booking.issuer", "https://issuer")).isEqualTo("""
                            INFO The settings:
                              booking.issuer=https://issuer (by default none; from the program)
                              booking.keys=https://issuer/keys
                              booking.size=7 (by default 5; from a system property)
                              booking.folder=none
                              booking.pause=2
                              booking.path=%s (by default none; from PATH) null""".formatted(System.getenv("PATH")));
        } finally {
            System.clearProperty("booking.size");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a secret,             booking.webhook,               s3cret",
        "a secret URL,         booking.webhook,               https://hooks.example.com/s3cret",
        "a text,               booking.notice.password,       s3cret",
        "a text,               booking.notice.webhook-password, s3cret",
        "a text,               booking.notice.api-key,        s3cret",
        "a token,              booking.access-token-of-it,    s3cret",
        "a URL,                booking.webhook,               https://maria:s3cret@example.com/",
        "a URL,                booking.webhook,               https://s3cret@example.com/",
        "a URL,                booking.webhook,               https://example.com/?apiKey=s3cret&x=1",
    })
    void should_mask_secrets_and_those_in_urls(String bounds, String key, String value) throws IOException {
        assertThat(logged("# it is (%s)\n%s=\n".formatted(bounds, key), key, value))
                .contains(key + "=", "xxxxxx")
                .doesNotContain("s3cret");
    }

    @Test
    void should_mask_no_number_and_show_that_a_secret_is_missing() throws IOException {
        assertThat(logged("# it is (1 to 10)\nbooking.token-age=5\n# it is (a secret)\nbooking.password=\n"))
                .contains("booking.token-age=5\n", "booking.password= null");
    }

    @Test
    void should_keep_a_value_in_its_line() throws IOException {
        assertThat(logged("# it is (a text)\nbooking.name=\n", "booking.name", "a\nb\u001b[2J"))
                .contains("booking.name=a b [2J");
    }

    /** @param overrides key, value, key, value, … */
    private static String logged(String file, String... overrides) throws IOException {
        CamelContext context = new DefaultCamelContext();
        Properties defaults = new Properties();
        defaults.load(new StringReader(file));
        context.getPropertiesComponent().setInitialProperties(defaults);
        for (int i = 0; i < overrides.length; i += 2) {
            context.getPropertiesComponent().addOverrideProperty(overrides[i], overrides[i + 1]);
        }
        context.build();
        try (LogLines lines = new LogLines(EffectiveSettings.class.getName())) {
            EffectiveSettings.log(Settings.of(file), context);
            assertThat(lines.all()).hasSize(1);
            return lines.all().get(0);
        }
    }
}
