package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestApp;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without authentication, every caller is an admin, so no page of another origin may call the API through a browser. */
class LocalRequestsIT {

    private static final Marketplace MARKET = Marketplace.create();
    private static final String LISTED = "https://app.example.com";

    private static TestApp app;

    @BeforeAll
    static void start() {
        app = TestApp.start(MARKET.resources(), Map.of("booking.cors.origins", LISTED));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Origin: https://evil.example                                   | 403
            Origin: null                                                   | 403
            Sec-Fetch-Site: cross-site                                     | 403
            Sec-Fetch-Site: same-site                                      | 403
            Sec-Fetch-Site: cross-site, Origin: https://evil.example       | 403
            Host: evil.example                                             | 403
            Host: evil.example, Origin: http://evil.example                | 403
            Host: 127.0.0.1.evil.example                                   | 403
            Host: localhost                                                | 202
            Host: 127.0.0.1:8080                                           | 202
            Host: [::1]:8080                                               | 202
            Host: localhost:8080, Origin: http://localhost:8080            | 202
            Host: localhost:8080, Origin: http://localhost:3000            | 403
            Sec-Fetch-Site: none                                           | 202
            Sec-Fetch-Site: same-origin                                    | 202
            Sec-Fetch-Site: cross-site, Origin: https://app.example.com    | 202
            """)
    void should_reject_the_requests_of_pages_of_other_origins(String headers, int status) {
        String all = headers.contains("Host:") ? headers : "Host: localhost, " + headers;

        assertThat(send("POST /failed-declines/retry HTTP/1.1", all)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void should_give_the_reason() {
        assertThat(send("GET /queues HTTP/1.1", "Host: evil.example")).contains("\"title\":\"Cross-site request\"");
    }

    @Test
    void should_accept_a_request_without_a_host() {
        assertThat(send("GET /jobs?status=OPEN HTTP/1.0", "Accept: */*")).startsWith("HTTP/1.0 200 ");
    }

    private static String send(String request, String headers) {
        try (RawConnection connection = new RawConnection(app.caller().port())) {
            return connection
                    .send("%s\r\n%s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .formatted(request, headers.replace(", ", "\r\n")))
                    .readToEnd();
        }
    }
}
