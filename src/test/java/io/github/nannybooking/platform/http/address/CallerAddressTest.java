package io.github.nannybooking.platform.http.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.platform.settings.InvalidSettingException;
import io.github.nannybooking.testing.TestSettings;
import io.vertx.core.MultiMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerAddressTest {

    private static final String PROXY = "10.0.0.1";
    private static final CallerAddress BEHIND_PROXIES = trusting("10.0.0.0/16, 192.0.2.7 ,2001:db8:ffff::/48");

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "2001:db8:0:1:2:3:4:5, 2001:db8:0:1:0:0:0:0/64",
        "2001:db8:0:1::1, 2001:db8:0:1:0:0:0:0/64",
        "2001:db8:0:2::1, 2001:db8:0:2:0:0:0:0/64",
        "::1, 0:0:0:0:0:0:0:0/64",
        "::ffff:198.51.100.7, 198.51.100.7",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0/64",
        "fe80::1%2, fe80:0:0:0:0:0:0:0/64",
    })
    void should_identify_a_caller_by_its_address_or_its_ipv6_network(String peer, String caller) {
        assertThat(trusting("").of(peer, MultiMap.caseInsensitiveMultiMap())).isEqualTo(caller);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 198.51.100.7", "Forwarded: for=198.51.100.7"})
    void should_not_believe_a_peer_that_is_no_trusted_proxy(String header) {
        assertThat(trusting("").of(PROXY, headers(header))).isEqualTo(PROXY);
        assertThat(BEHIND_PROXIES.of("10.1.0.1", headers(header))).isEqualTo("10.1.0.1");
        assertThat(BEHIND_PROXIES.of("2001:db8:fffe::1", headers(header))).isEqualTo("2001:db8:fffe:0:0:0:0:0/64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.255.255", "192.0.2.7", "2001:db8:ffff:1::1", "::ffff:10.0.0.1"})
    void should_believe_a_trusted_proxy(String proxy) {
        assertThat(BEHIND_PROXIES.of(proxy, headers("X-Forwarded-For: 198.51.100.7")))
                .isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 198.51.100.7                       | 198.51.100.7",
                "x-forwarded-for: 198.51.100.7                       | 198.51.100.7",
                "X-Forwarded-For: 198.51.100.7:4711                  | 198.51.100.7",
                "X-Forwarded-For: 2001:db8:0:1::7                    | 2001:db8:0:1:0:0:0:0/64",
                "X-Forwarded-For: [2001:db8:0:1::7]:4711             | 2001:db8:0:1:0:0:0:0/64",
                "X-Forwarded-For: ::ffff:198.51.100.7                | 198.51.100.7",
                "X-Forwarded-For: 198.51.100.9,198.51.100.7          | 198.51.100.7",
                "X-Forwarded-For: forged, 198.51.100.7               | 198.51.100.7",
                "X-Forwarded-For: 198.51.100.7, 192.0.2.7,10.0.0.2   | 198.51.100.7",
                "X-Forwarded-For: 10.0.0.3, 10.0.0.2                 | 10.0.0.3",
                "Forwarded: for=198.51.100.7                         | 198.51.100.7",
                "Forwarded: For=198.51.100.7;proto=https;by=10.0.0.1 | 198.51.100.7",
                "Forwarded: by=10.0.0.1 ; FOR=\"198.51.100.7:4711\"  | 198.51.100.7",
                "Forwarded: for=\"198.51.100.7:_port\"               | 198.51.100.7",
                "Forwarded: for=\"[2001:db8:0:1::7]\"                | 2001:db8:0:1:0:0:0:0/64",
                "Forwarded: for=\"[2001:db8:0:1::7]:4711\"           | 2001:db8:0:1:0:0:0:0/64",
                "Forwarded: for=198.51.100.9, for=198.51.100.7       | 198.51.100.7",
                "Forwarded: for=unknown, for=198.51.100.7            | 198.51.100.7",
                "Forwarded: by=\"a, for=198.51.100.9\";for=198.51.100.7, for=10.0.0.2 | 198.51.100.7",
            })
    void should_read_the_last_address_that_is_no_trusted_proxy(String header, String caller) {
        assertThat(BEHIND_PROXIES.of(PROXY, headers(header))).isEqualTo(caller);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: ",
                "X-Forwarded-For: unknown",
                "X-Forwarded-For: 198.51.100.7, unknown",
                "X-Forwarded-For: 198.51.100.7,",
                "X-Forwarded-For: 198.51.100.7, localhost",
                "X-Forwarded-For: 198.51.100.7, 198.51.100.256",
                "X-Forwarded-For: 198.51.100.7, 198.51.100.9:port",
                "X-Forwarded-For: 198.51.100.7, [2001:db8::1",
                "X-Forwarded-For: 198.51.100.7, unknown, 10.0.0.2",
                "Forwarded: ",
                "Forwarded: for=198.51.100.7, for=unknown",
                "Forwarded: for=198.51.100.7, for=_secret",
                "Forwarded: for=198.51.100.7, proto=https",
                "Forwarded: for=198.51.100.7, for=",
                "Forwarded: for=198.51.100.7,",
                "Forwarded: for=198.51.100.7; for",
                "Forwarded: for=\"198.51.100.9, for=198.51.100.7",
                "Forwarded: a=\", for=\"[2001:db8::1]:80\"",
                "Forwarded: for=\"198.51.100\\.7\"",
                "Forwarded: 198.51.100.7",
            })
    void should_count_for_the_proxy_what_names_no_caller(String header) {
        assertThat(BEHIND_PROXIES.of(PROXY, headers(header))).isEqualTo(PROXY);
    }

    @Test
    void should_join_several_lines() {
        assertThat(BEHIND_PROXIES.of(
                        PROXY, headers("X-Forwarded-For: 198.51.100.9", "X-Forwarded-For: 198.51.100.7, 10.0.0.2")))
                .isEqualTo("198.51.100.7");
        assertThat(BEHIND_PROXIES.of(PROXY, headers("Forwarded: for=198.51.100.9", "Forwarded: for=198.51.100.7")))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void should_believe_neither_of_two_contradicting_headers() {
        assertThat(BEHIND_PROXIES.of(PROXY, headers("X-Forwarded-For: 198.51.100.7", "Forwarded: for=198.51.100.7")))
                .isEqualTo("198.51.100.7");
        assertThat(BEHIND_PROXIES.of(PROXY, headers("X-Forwarded-For: 198.51.100.7", "Forwarded: for=198.51.100.9")))
                .isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\"", "for=\"a\",", "\\", "10.0.0.2,", "[", "1", ";", "a="})
    void should_read_a_long_header(String text) {
        String value = text.repeat(65_536 / text.length()) + "x";

        assertThat(BEHIND_PROXIES.of(PROXY, headers("Forwarded: " + value))).isEqualTo(PROXY);
        assertThat(BEHIND_PROXIES.of(PROXY, headers("X-Forwarded-For: " + value)))
                .isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.com",
                "localhost",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "::ffff:10.0.0.0/104",
                "2001:db8::/129",
                "10.0.0.1:80",
                "10.0.0.1 10.0.0.2",
                "10.0.0.1,",
                "*",
            })
    void should_reject_what_is_neither_an_address_nor_a_block(String proxies) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> trusting(proxies))
                .withMessageStartingWith(
                        "booking.trusted-proxies (BOOKING_TRUSTED_PROXIES) must be a list of addresses");
    }

    @Test
    void should_name_the_invalid_proxy() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> trusting("10.0.0.1, 10.0.0.300"))
                .withMessageEndingWith("but is '10.0.0.300'");
    }

    private static CallerAddress trusting(String proxies) {
        return CallerAddress.of(TestSettings.with("booking.trusted-proxies", proxies));
    }

    private static MultiMap headers(String... lines) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        Stream.of(lines).map(line -> line.split(": ", 2)).forEach(line -> headers.add(line[0], line[1]));
        return headers;
    }
}
