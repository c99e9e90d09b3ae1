package io.github.nannybooking.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each request of the corpus is refused with a problem and has no effect on the application. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileInputIT {

    private static final Set<String> ANSWERED = Set.of(
            "accept-encoding",
            "allow",
            "cache-control",
            "connection",
            "content-length",
            "content-security-policy",
            "content-type",
            "referrer-policy",
            "www-authenticate",
            "x-content-type-options",
            "x-correlation-id");

    private static Target target;

    @BeforeAll
    static void start() throws Exception {
        target = Target.start();
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    static Stream<HostileRequest> corpus() {
        return Corpus.requests();
    }

    @Test
    @Order(1)
    void should_contain_at_least_200_requests_with_unique_names() {
        assertThat(corpus().map(HostileRequest::toString))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    @Order(2)
    void should_answer_a_hostile_request_with_a_problem_and_change_nothing(HostileRequest request) throws Exception {
        List<Answer> answers = RawHttp.send(target.port(), request.bytes(target.names(request.as())));

        assertThat(answers).as("answers to " + request).hasSize(request.isAnswered() ? 1 : 0);
        for (Answer answer : answers) {
            assertProblem(answer, request);
        }
        target.assertUnchanged();
        assertThat(target.trouble()).isEmpty();
    }

    @Test
    @Order(3)
    void should_book_and_decline_after_the_hostile_requests() throws Exception {
        target.assertUnchangedToTheLastMessage();

        target.assertBooksAndDeclines();
    }

    private static void assertProblem(Answer answer, HostileRequest request) throws IOException {
        assertThat(answer.status()).as(request + " " + answer.body()).isEqualTo(request.status());
        assertThat(answer.header("content-type"))
                .as(request + " " + answer.body())
                .isEqualTo("application/problem+json");
        assertThat(answer.headerNames()).as("content of the request").isSubsetOf(ANSWERED);
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("status").intValue()).isEqualTo(request.status());
        assertThat(problem.get("title").textValue()).isEqualTo(request.title());
        assertThat(problem.get("detail").textValue())
                .contains(request.detail() == null ? "" : request.detail())
                .doesNotContain("Exception", "io.github", "\tat ");
    }
}
