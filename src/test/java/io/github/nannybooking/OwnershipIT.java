package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.access.Caller;
import io.github.nannybooking.access.Role;
import io.github.nannybooking.http.Problem;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestTable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers with a name may do, and what they learn of what is somebody else's: nothing. */
class OwnershipIT {

    private static final Caller MARIA = new Caller("maria", Set.of(Role.PARENT));
    private static final Caller JOAO = new Caller("joao", Set.of(Role.PARENT));
    private static final Caller ANA = new Caller("ana", Set.of(Role.NANNY));
    private static final Caller ADMIN = new Caller("root", Set.of(Role.ADMIN));

    private static final Marketplace MARKET = Marketplace.create();
    private static final TestTable TABLE = MARKET.table();

    private static TestApp app;

    /** Of maria: one job that is open, one that is booked, one that another program has closed; "missing" is nobody's. */
    @BeforeAll
    static void start() {
        app = TestApp.start(MARKET.resources(), Map.of("camel.rest.inline-routes", "false"));
        for (String job : new String[] {"open", "booked"}) {
            TABLE.putJob("maria", job);
            TABLE.putApplication(job, "a1", "PENDING", Map.of());
            TABLE.putApplication(job, "a2", "DECLINED", Map.of());
        }
        TABLE.putJob("maria", "closed", "CLOSED");
        TABLE.putApplication("closed", "a1", "ACCEPTED", Map.of());
        assertThat(status(book(MARIA, "booked", "a1"))).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource({
        "missing, a1",
        "open, a1",
        "open, a2",
        "open, a9",
        "booked, a1",
        "booked, a2",
        "booked, a9",
        "closed, a1"
    })
    void should_book_the_job_of_somebody_else_as_little_as_one_that_is_missing(String job, String application)
            throws Exception {
        assertProblem(book(JOAO, job, application), 404, "No such job", "there is no job " + job);

        assertThat(TABLE.jobStatus("maria", "open")).isEqualTo("OPEN");
        assertThat(TABLE.booking("open")).isEmpty();
        assertThat(TABLE.applicationStatus("open", "a1")).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "open", "booked", "closed"})
    void should_show_the_job_of_somebody_else_as_little_as_one_that_is_missing(String job) throws Exception {
        assertProblem(readJob(JOAO, job), 404, "No such job", "there is no job " + job);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "open", "booked", "closed"})
    void should_show_the_booking_of_somebody_else_as_little_as_one_that_is_missing(String job) throws Exception {
        assertProblem(readBooking(JOAO, job), 404, "No such booking", "job %s has no booking".formatted(job));
    }

    @Test
    void should_show_a_parent_what_is_theirs() throws Exception {
        assertThat(json(readJob(MARIA, "open")).get("applications")).hasSize(2);
        assertThat(json(readBooking(MARIA, "booked"))
                        .get("acceptedApplicationId")
                        .textValue())
                .isEqualTo("a1");
        assertProblem(book(MARIA, "open", "a9"), 404, "No such application", "job open has no application a9");
    }

    @Test
    void should_show_an_admin_everything() throws Exception {
        assertThat(json(readJob(ADMIN, "open")).get("username").textValue()).isEqualTo("maria");
        assertThat(status(readBooking(ADMIN, "booked"))).isEqualTo(200);
        assertProblem(
                app.ask("book-nanny", ADMIN, booking("joao", "open", "a1"), Map.of()),
                403,
                "Not your job",
                "job open is somebody else's");
    }

    @Test
    void should_put_a_job_of_the_caller_alone() throws Exception {
        String job = """
                {"jobType": "BABYSITTING", "startDate": "2026-12-05", "endDate": "2026-12-05", "startTime": "17:30",
                 "endTime": "22:00", "longitude": 0, "latitude": 0, "address": "x", "city": "y", "cost": 0}""";

        Exchange posted = app.ask("create-job", JOAO, job, Map.of());

        assertThat(status(posted)).isEqualTo(201);
        assertThat(TABLE.job("joao", json(posted).get("id").textValue())).isNotEmpty();
        assertProblem(
                app.ask("create-job", JOAO, job.replace("{", "{\"username\": \"maria\","), Map.of()),
                403,
                "Not your name",
                "username: you may only do this in your own name");
    }

    @Test
    void should_apply_for_the_caller_alone() throws Exception {
        Exchange applied = app.ask("apply-to-job", ANA, "{}", Map.of("jobId", "open"));

        assertThat(status(applied)).isEqualTo(201);
        assertThat(json(applied).get("username").textValue()).isEqualTo("ana");
        assertThat(status(app.ask("apply-to-job", ANA, "{\"username\": \"eva\"}", Map.of("jobId", "open"))))
                .isEqualTo(403);
        assertThat(json(readApplications(ANA, "ana")).get("applications")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanny-a1", "nobody", "a#b"})
    void should_not_tell_whether_somebody_else_has_applied(String nanny) throws Exception {
        assertProblem(
                readApplications(ANA, nanny), 403, "Not your name", "username: you may only do this in your own name");
        assertThat(status(readApplications(ADMIN, "nanny-a1"))).isEqualTo(200);
    }

    private static Exchange book(Caller caller, String job, String application) {
        return app.ask("book-nanny", caller, booking(caller.username(), job, application), Map.of());
    }

    private static String booking(String username, String job, String application) {
        return "{\"username\": \"%s\", \"jobId\": \"%s\", \"applicationId\": \"%s\"}"
                .formatted(username, job, application);
    }

    private static Exchange readJob(Caller caller, String job) {
        return app.ask("read-job", caller, null, Map.of("jobId", job));
    }

    private static Exchange readBooking(Caller caller, String job) {
        return app.ask("read-booking", caller, null, Map.of("jobId", job));
    }

    private static Exchange readApplications(Caller caller, String nanny) {
        return app.ask("read-applications", caller, null, Map.of("username", nanny));
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
    }

    private static void assertProblem(Exchange answer, int status, String title, String detail) throws IOException {
        assertThat(json(answer)).isEqualTo(new ObjectMapper().valueToTree(Problem.of(status, title, detail)));
        assertThat(status(answer)).isEqualTo(status);
    }

    private static JsonNode json(Exchange answer) throws IOException {
        return new ObjectMapper().readTree(answer.getMessage().getBody(byte[].class));
    }
}
