package io.github.nannybooking.hostile;

import static io.github.nannybooking.hostile.MutatedBodies.APPLICATION;
import static io.github.nannybooking.hostile.MutatedBodies.BOOKING;
import static io.github.nannybooking.hostile.MutatedBodies.JOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.Proof;
import io.github.nannybooking.testing.TestApp;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * The application answers each request in time, with the requested result or with a problem below 500. A property that
 * fails reports its seed; {@code @Property(seed = "...")} repeats it.
 */
@Proof
class FuzzIT {

    private static TestApp app;
    private static HttpCaller caller;

    @BeforeContainer
    static void start() {
        Marketplace market = Marketplace.create();
        market.table().putJob("joao", "job-1");
        app = TestApp.start(market.resources(), Map.of());
        caller = app.caller();
    }

    @AfterContainer
    static void stop() {
        app.close();
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void should_answer_any_booking(@ForAll("bookings") byte[] body) throws Exception {
        assertAnswered(post("/bookings", body), List.of());
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void should_answer_any_job(@ForAll("jobs") byte[] body) throws Exception {
        assertAnswered(post("/jobs", body), List.of(201));
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void should_answer_any_application(@ForAll("applications") byte[] body) throws Exception {
        assertAnswered(post("/jobs/job-1/applications", body), List.of(201));
    }

    @Property(shrinking = ShrinkingMode.BOUNDED)
    void should_answer_whatever_stands_in_a_path_and_a_query(@ForAll("templates") String template, @ForAll String value)
            throws Exception {
        assertAnswered(caller.get(template.replace("*", URLEncoder.encode(value, UTF_8))), List.of(200));
    }

    @Provide
    Arbitrary<byte[]> bookings() {
        return MutatedBodies.of(BOOKING);
    }

    @Provide
    Arbitrary<byte[]> jobs() {
        return MutatedBodies.of(JOB);
    }

    @Provide
    Arbitrary<byte[]> applications() {
        return MutatedBodies.of(APPLICATION);
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(
                "/bookings/*",
                "/jobs/*",
                "/users/*/applications",
                "/failed-declines/*",
                "/jobs?status=OPEN&cursor=*",
                "/failed-declines?jobId=*");
    }

    private static HttpResponse<String> post(String path, byte[] body) {
        return caller.send(
                caller.to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
    }

    private static void assertAnswered(HttpResponse<String> answer, List<Integer> good) throws IOException {
        if (!good.contains(answer.statusCode())) {
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            JsonNode problem = new ObjectMapper().readTree(answer.body());
            assertThat(problem.path("status").intValue()).isEqualTo(answer.statusCode());
        }
    }
}
