package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestIssuer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitIT {

    @Test
    void should_answer_429_to_too_many_requests_and_say_when_to_retry() {
        try (TestApp app = TestApp.start(TestAws.shared().newResources(), Map.of("booking.rate-limit", "2"))) {
            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(404);

            HttpResponse<String> refused = app.caller().readBooking("j1");

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.headers()
                            .firstValue("Retry-After")
                            .map(Integer::valueOf)
                            .orElseThrow())
                    .isBetween(1, 30);
            assertThat(refused.headers().firstValue("X-Correlation-Id")).isPresent();
            assertThat(refused.body())
                    .contains(
                            "\"type\":\"urn:nanny-booking:problem:too-many-requests\"",
                            "\"title\":\"Too many requests\"",
                            "\"status\":429");
            assertThat(app.caller().get("/nowhere").statusCode()).isEqualTo(429);
            assertThat(app.caller().managementStatus("/observe/health/live")).isEqualTo(200);
        }
    }

    @Test
    void should_count_a_request_once_also_when_a_route_was_started_again() throws Exception {
        try (TestApp app = TestApp.start(TestAws.shared().newResources(), Map.of("booking.rate-limit", "12"))) {
            app.stopRoute("read-booking");
            app.startRoute("read-booking");

            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(404);
            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(404);
            assertThat(app.caller().readBooking("j1").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void should_count_by_the_user_whose_token_is_good_and_else_by_the_address() throws Exception {
        try (TestIssuer issuer = new TestIssuer();
                TestApp app = TestApp.start(TestAws.shared().newResources(), slow(issuer))) {
            HttpCaller stranger = app.caller();
            HttpCaller forger = stranger.as(issuer.token("maria", "parent") + "x");

            assertThat(forger.readBooking("j1").statusCode()).isEqualTo(401);
            assertThat(forger.readBooking("j1").statusCode()).isEqualTo(429);
            assertThat(stranger.readBooking("j1").statusCode()).isEqualTo(429);
            assertThat(stranger.get("/openapi.json").statusCode()).isEqualTo(429);
            for (String user : List.of("maria", "joao")) {
                HttpCaller parent = stranger.as(issuer.token(user, "parent"));
                assertThat(parent.readBooking("j1").statusCode()).isEqualTo(404);
                assertThat(stranger.as(issuer.idToken(user, "parent"))
                                .readBooking("j1")
                                .statusCode())
                        .isEqualTo(429);
            }
        }
    }

    private static Map<String, String> slow(TestIssuer issuer) {
        Map<String, String> settings = new HashMap<>(issuer.asSettings());
        settings.put("booking.rate-limit", "1");
        return settings;
    }
}
