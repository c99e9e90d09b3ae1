package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestIssuer;
import io.github.nannybooking.testing.TestTable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers with a token may do, and that they learn nothing about other users. */
class OwnershipIT {

    /** As long as the ids of the jobs that are there, so that answers have one length. */
    private static final String MISSING = "job-none";

    private static final String NOT_YOUR_NAME = "username: you may only do this in your own name";

    private static final Marketplace MARKET = Marketplace.create();
    private static final TestTable TABLE = MARKET.table();

    private static TestIssuer issuer;
    private static TestApp app;
    private static HttpCaller maria;
    private static HttpCaller joao;
    private static HttpCaller ana;
    private static HttpCaller admin;

    /** Of maria: one job that is open, one that is booked, one that another program has closed. */
    @BeforeAll
    static void start() throws IOException {
        issuer = new TestIssuer();
        app = TestApp.start(MARKET.resources(), issuer.asSettings());
        maria = app.caller().as(issuer.token("maria", "parent"));
        joao = app.caller().as(issuer.token("joao", "parent"));
        ana = app.caller().as(issuer.token("ana", "nanny"));
        admin = app.caller().as(issuer.token("root", "admin"));
        for (String job : List.of("job-open", "job-book")) {
            TABLE.putJob("maria", job);
            TABLE.putApplication(job, "a1", "PENDING", Map.of());
            TABLE.putApplication(job, "a2", "DECLINED", Map.of());
        }
        TABLE.putJob("maria", "job-shut", "CLOSED");
        TABLE.putApplication("job-shut", "a1", "ACCEPTED", Map.of());
        assertThat(maria.book("maria", "job-book", "a1").statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        app.close();
        issuer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "job-open, a1",
        "job-open, a2",
        "job-open, a9",
        "job-book, a1",
        "job-book, a2",
        "job-book, a9",
        "job-shut, a1",
        "job-shut, a9"
    })
    void should_book_the_job_of_another_user_as_little_as_one_that_is_missing(String job, String application)
            throws Exception {
        for (String username : List.of("", "\"username\": \"joao\", ", "\"username\": \"maria\", ")) {
            String body = "{%s\"jobId\": \"%s\", \"applicationId\": \"%s\"}".formatted(username, job, application);

            assertAsIfMissing(job, joao.post("/bookings", body), joao.post("/bookings", body.replace(job, MISSING)));
        }
        assertProblem(joao.book("joao", job, application), 404, "No such job", "there is no job " + job);

        assertThat(TABLE.jobStatus("maria", "job-open")).isEqualTo("OPEN");
        assertThat(TABLE.booking("job-open")).isEmpty();
        assertThat(TABLE.booking("job-shut")).isEmpty();
        assertThat(TABLE.applicationStatus("job-open", "a1")).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job-open", "job-book", "job-shut"})
    void should_show_the_job_of_another_user_as_little_as_one_that_is_missing(String job) throws Exception {
        for (String query : List.of("", "?limit=1", "?cursor=YTE")) {
            assertAsIfMissing(job, joao.get("/jobs/" + job + query), joao.get("/jobs/" + MISSING + query));
        }
        assertProblem(joao.get("/jobs/" + job), 404, "No such job", "there is no job " + job);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job-open", "job-book", "job-shut"})
    void should_show_the_booking_of_another_user_as_little_as_one_that_is_missing(String job) throws Exception {
        assertAsIfMissing(job, joao.readBooking(job), joao.readBooking(MISSING));
        assertProblem(joao.readBooking(job), 404, "No such booking", "job %s has no booking".formatted(job));
    }

    @Test
    void should_show_a_parent_what_is_theirs() throws Exception {
        assertThat(json(maria.get("/jobs/job-open")).get("applications")).hasSize(2);
        assertThat(json(maria.readBooking("job-book"))
                        .get("acceptedApplicationId")
                        .textValue())
                .isEqualTo("a1");
        assertProblem(
                maria.book("maria", "job-open", "a9"),
                404,
                "No such application",
                "job job-open has no application a9");
    }

    @Test
    void should_put_a_job_of_the_caller_only() throws Exception {
        for (HttpResponse<String> posted : List.of(postJob(joao, ""), postJob(joao, "\"username\": \"joao\", "))) {
            assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
            assertThat(TABLE.job("joao", json(posted).get("id").textValue())).isNotEmpty();
        }
        assertProblem(postJob(joao, "\"username\": \"maria\", "), 403, "Not your name", NOT_YOUR_NAME);
        assertProblem(postJob(joao, "\"username\": \"nobody\", "), 403, "Not your name", NOT_YOUR_NAME);
    }

    @Test
    void should_book_for_the_caller_only() throws Exception {
        for (String job : List.of("unnamed", "named")) {
            TABLE.putJob("joao", job);
            TABLE.putApplication(job, "a1", "PENDING", Map.of());
        }

        assertProblem(joao.book("maria", "named", "a1"), 403, "Not your name", NOT_YOUR_NAME);
        assertThat(joao.book("joao", "named", "a1").statusCode()).isEqualTo(200);
        assertThat(joao.post("/bookings", "{\"jobId\": \"unnamed\", \"applicationId\": \"a1\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(TABLE.booking("unnamed").get("username").s()).isEqualTo("joao");
    }

    @Test
    void should_apply_for_the_caller_only() throws Exception {
        TABLE.putJob("maria", "unnamed-applicant");
        TABLE.putJob("maria", "named-applicant");

        assertThat(json(apply(ana, "unnamed-applicant", "{}")).get("username").textValue())
                .isEqualTo("ana");
        assertThat(apply(ana, "named-applicant", "{\"username\": \"ana\"}").statusCode())
                .isEqualTo(201);
        for (String job : List.of("named-applicant", "job-shut", MISSING)) {
            assertProblem(apply(ana, job, "{\"username\": \"eva\"}"), 403, "Not your name", NOT_YOUR_NAME);
        }

        assertThat(json(ana.get("/users/ana/applications")).get("applications").findValuesAsText("jobId"))
                .containsExactlyInAnyOrder("unnamed-applicant", "named-applicant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanny-a1", "nobody", "a%23b"})
    void should_not_reveal_whether_another_user_has_applied(String nanny) throws Exception {
        assertProblem(ana.get("/users/" + nanny + "/applications"), 403, "Not your name", NOT_YOUR_NAME);
    }

    @Test
    void should_list_to_a_nanny_the_open_jobs_of_all_parents() throws Exception {
        TABLE.putJob("joao", "job-of-joao");

        assertThat(json(ana.get("/jobs?status=OPEN")).get("jobs").findValuesAsText("id"))
                .contains("job-open", "job-of-joao")
                .doesNotContain("job-book", "job-shut");
    }

    @Test
    void should_let_an_admin_act_in_every_name() throws Exception {
        HttpResponse<String> posted = postJob(admin, "\"username\": \"eva\", ");
        assertThat(posted.statusCode()).isEqualTo(201);
        String job = json(posted).get("id").textValue();
        assertThat(TABLE.job("eva", job)).isNotEmpty();

        HttpResponse<String> applied = apply(admin, job, "{\"username\": \"rita\"}");
        assertThat(applied.statusCode()).isEqualTo(201);
        String application = json(applied).get("id").textValue();

        assertThat(admin.book("eva", job, application).statusCode()).isEqualTo(200);
        assertThat(TABLE.booking(job).get("username").s()).isEqualTo("eva");
    }

    @Test
    void should_return_the_real_reason_to_an_admin() throws Exception {
        assertThat(json(admin.get("/jobs/job-open")).get("username").textValue())
                .isEqualTo("maria");
        assertThat(admin.readBooking("job-book").statusCode()).isEqualTo(200);
        assertThat(json(admin.get("/users/nanny-a1/applications")).get("applications"))
                .isNotEmpty();
        assertProblem(admin.book("joao", "job-open", "a1"), 403, "Not your job", "job job-open is somebody else's");
        assertProblem(admin.book("joao", MISSING, "a1"), 404, "No such job", "there is no job " + MISSING);
    }

    private static HttpResponse<String> postJob(HttpCaller caller, String username) {
        return caller.post("/jobs", """
                {%s"jobType": "BABYSITTING", "startDate": "2026-12-05", "endDate": "2026-12-05", "startTime": "17:30",
                 "endTime": "22:00", "longitude": 0, "latitude": 0, "address": "x", "city": "y", "cost": 0}""".formatted(username));
    }

    private static HttpResponse<String> apply(HttpCaller caller, String job, String body) {
        return caller.post("/jobs/" + job + "/applications", body);
    }

    /** To the letter, but for the id of the job that the caller sent. */
    private static void assertAsIfMissing(String job, HttpResponse<String> answer, HttpResponse<String> missing) {
        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(missing.statusCode())
                .isIn(403, 404);
        assertThat(headers(answer)).isEqualTo(headers(missing));
        assertThat(answer.body()).isEqualTo(missing.body().replace(MISSING, job));
    }

    /** All but those that differ with each request. */
    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("x-correlation-id");
        headers.remove("date");
        return headers;
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String title, String detail)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).get("title").textValue()).isEqualTo(title);
        assertThat(json(answer).get("detail").textValue()).isEqualTo(detail);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
