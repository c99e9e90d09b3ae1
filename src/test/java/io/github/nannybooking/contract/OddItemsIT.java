package io.github.nannybooking.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestTable;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as other programs may write them: each attribute that is no key is missing, or has another type or value. */
class OddItemsIT {

    private static final Document CONTRACT = Document.read();
    private static final Marketplace MARKET = Marketplace.create();
    private static final Set<String> KEYS = Set.of("PK", "SK", "GSI1PK", "GSI1SK", "GSI2PK", "GSI2SK", "jobStatus");
    private static final List<AttributeValue> VALUES = List.of(
            AttributeValue.fromS("2023-03-01T10:00:00Z"),
            AttributeValue.fromS(""),
            AttributeValue.fromN("1795000000.5"),
            AttributeValue.fromN("-1"),
            AttributeValue.fromN("9E+125"),
            AttributeValue.fromN("1E-130"),
            AttributeValue.fromBool(true),
            AttributeValue.fromNul(true),
            AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1})),
            AttributeValue.fromL(List.of()),
            AttributeValue.fromM(Map.of()),
            AttributeValue.fromSs(List.of("a")),
            AttributeValue.fromNs(List.of("1")));

    private static TestApp app;

    private final TestTable table = MARKET.table();
    private final String job = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        app = TestApp.start(
                MARKET.resources(),
                Map.of(
                        "booking.reconcile.interval", "1",
                        "booking.reconcile.first-check", "1",
                        "booking.reconcile.max-delay", "1"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static HttpCaller caller() {
        return app.caller();
    }

    @Test
    void should_list_applications_with_odd_attributes() {
        Map<String, AttributeValue> application = table.putApplication("template", "a", "PENDING", Map.of());
        table.putJob("maria", job);
        List<String> ids = new ArrayList<>();
        forEachOdd(application, item -> {
            String id = "a" + ids.size();
            item.putAll(key(job, id));
            item.putAll(Map.of(
                    "GSI2PK", AttributeValue.fromS("USER#" + job),
                    "GSI2SK", AttributeValue.fromS("JOB#" + job)));
            ids.add(id);
        });

        assertThat(list("get-job", "/jobs/" + job, "applications"))
                .hasSameSizeAs(ids)
                .allSatisfy(listed -> assertThat(listed.getString("jobId")).isEqualTo(job));
        assertThat(list("get-applications", "/users/" + job + "/applications", "applications"))
                .hasSameSizeAs(ids);
    }

    @Test
    void should_list_and_read_jobs_with_odd_attributes() {
        Map<String, AttributeValue> template = table.putJob("maria", job);
        List<String> ids = new ArrayList<>();
        forEachOdd(template, item -> {
            String id = job + ids.size();
            AttributeValue key = AttributeValue.fromS("JOB#" + id);
            item.putAll(Map.of("SK", key, "GSI1PK", key, "GSI1SK", key, "GSI2SK", key));
            ids.add(id);
        });

        assertThat(list("get-open-jobs", "/jobs?status=OPEN", "jobs"))
                .extracting(listed -> listed.getString("id"))
                .containsAll(ids);
        assertThat(ids).allSatisfy(id -> ok("get-job", "/jobs/" + id));
    }

    @Test
    void should_report_bookings_with_odd_attributes() {
        table.putDueBooking("maria", job, "a1");
        Map<String, AttributeValue> template = table.booking(job);
        List<String> ids = new ArrayList<>();
        forEachOdd(template, item -> {
            String id = job + ids.size();
            AttributeValue key = AttributeValue.fromS("BOOKING#" + id);
            item.putAll(Map.of("PK", key, "SK", key));
            // the reconciler would change it
            item.remove("GSI1PK");
            ids.add(id);
        });

        assertThat(ids).allSatisfy(id -> ok("get-booking", "/bookings/" + id));
    }

    /** The table decides: the job is CLOSED, and the application is ACCEPTED. */
    @Test
    void should_repeat_a_booking_with_odd_attributes() {
        table.putDueBooking("maria", job, "a1");
        Map<String, AttributeValue> template = table.booking(job);
        List<String> ids = new ArrayList<>();
        forEachOdd(template, item -> {
            String id = job + ids.size();
            AttributeValue key = AttributeValue.fromS("BOOKING#" + id);
            item.putAll(Map.of("PK", key, "SK", key));
            item.computeIfPresent("jobId", (name, value) -> AttributeValue.fromS(id));
            item.remove("GSI1PK");
            table.putJob("maria", id, "CLOSED");
            table.putApplication(id, "a1", "ACCEPTED", Map.of());
            table.putApplication(id, "a2", "PENDING", Map.of());
            ids.add(id);
        });

        assertThat(ids).allSatisfy(id -> {
            HttpResponse<String> answer = caller().book("maria", id, "a1");
            assertThat(answer.statusCode()).as(id + " " + answer.body()).isIn(200, 409);
        });
    }

    @Test
    void should_list_and_read_failed_declines_with_odd_attributes() {
        MARKET.deadLetters().send(List.of("{\"id\": \"a\", \"jobId\": \"" + job + "\"}"), Map.of("attempts", "5"));
        await().until(() -> !table.failedDeclines().isEmpty());
        Map<String, AttributeValue> template = table.failedDeclines().get(0);
        List<String> ids = new ArrayList<>();
        forEachOdd(template, item -> {
            String id = UUID.randomUUID().toString();
            AttributeValue key = AttributeValue.fromS("FAILED_DECLINE#" + id);
            AttributeValue position = AttributeValue.fromS("2026-12-05T17:30:00.000Z#" + id);
            item.putAll(Map.of("PK", key, "SK", key, "GSI1SK", position, "GSI2SK", position));
            ids.add(id);
        });

        assertThat(list("get-failed-declines", "/failed-declines", "failedDeclines"))
                .hasSize(ids.size() + 1);
        assertThat(list("get-failed-declines", "/failed-declines?jobId=" + job, "failedDeclines"))
                .hasSize(ids.size() + 1);
        assertThat(ids).allSatisfy(id -> ok("get-failed-decline", "/failed-declines/" + id));
    }

    @Test
    void should_decline_an_application_that_has_its_ids_only_in_its_key() {
        table.putJob("maria", job);
        table.putApplications(job, List.of("a1", "a2"), Map.of());
        Map<String, AttributeValue> item = new HashMap<>(table.application(job, "a2"));
        item.keySet().removeAll(List.of("id", "jobId"));
        put(item);

        caller().book("maria", job, "a1");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(table.applicationStatus(job, "a2")).isEqualTo("DECLINED");
            assertThat(caller().readBooking(job).body()).contains("COMPLETED");
        });
    }

    @Test
    void should_decline_all_other_applications_among_odd_ones_and_no_application_of_another_job() {
        table.putJob("maria", job);
        List<String> ids = IntStream.range(0, 20).mapToObj(i -> "a" + i).toList();
        Map<String, AttributeValue> application =
                table.putApplications(job, ids, Map.of()).get(1);
        forEachOdd(application, item -> item.putAll(key(job, "odd-" + UUID.randomUUID())), "jobApplicationStatus");
        table.putApplication(job, "blank", "PENDING", Map.of(" ", AttributeValue.fromS("x")));
        String other = UUID.randomUUID().toString();
        table.putJob("maria", other);
        table.putApplication(other, "a1", "PENDING", Map.of("GSI1PK", AttributeValue.fromS("JOB#" + job)));
        put(foreign(application));

        assertThat(caller().book("maria", job, "a0").statusCode()).isEqualTo(200);

        awaitAllDeclined();
        assertThat(table.applicationStatus(other, "a1")).isEqualTo("PENDING");
        assertThat(table.failedDeclines())
                .as("every message names its application")
                .noneMatch(failed -> !failed.containsKey("applicationId"));
    }

    /** What the reconciler sends is what a booking would have sent before it died. */
    @Test
    void should_decline_all_other_applications_when_the_booking_record_has_odd_attributes() {
        List<AttributeValue> texts =
                List.of(AttributeValue.fromS(""), AttributeValue.fromS("{a} \u0001\ufffe"), AttributeValue.fromN("1"));
        List<String> jobs = new ArrayList<>();
        for (AttributeValue text : texts) {
            String id = job + jobs.size();
            jobs.add(id);
            table.putJob("maria", id, "CLOSED");
            table.putApplication(id, "a0", "ACCEPTED", Map.of());
            table.putApplication(id, "a1", "PENDING", Map.of());
            table.putDueBooking("maria", id, "a0");
            Map<String, AttributeValue> record = new HashMap<>(table.booking(id));
            record.put("correlationId", text);
            put(record);
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(jobs)
                .allSatisfy(id ->
                        assertThat(table.booking(id).get("bookingStatus").s()).isEqualTo("COMPLETED")));
        assertThat(jobs)
                .allSatisfy(id -> assertThat(table.applicationStatus(id, "a1")).isEqualTo("DECLINED"));
    }

    private void awaitAllDeclined() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(table.booking(job).get("bookingStatus").s()).isEqualTo("COMPLETED");
            assertThat(table.items().stream()
                            .filter(item -> item.get("PK").s().startsWith("JOB#" + job + "#APPLICATION#"))
                            .filter(item -> AttributeValue.fromS("PENDING").equals(item.get("jobApplicationStatus"))))
                    .isEmpty();
        });
    }

    /** All key attributes of an application. */
    private static Map<String, AttributeValue> key(String jobId, String id) {
        AttributeValue key = AttributeValue.fromS("JOB#" + jobId + "#APPLICATION#" + id);
        return Map.of(
                "PK",
                key,
                "SK",
                key,
                "GSI1PK",
                AttributeValue.fromS("JOB#" + jobId),
                "GSI1SK",
                AttributeValue.fromS("APPLICATION#" + id));
    }

    /** An item of another program with the keys of an application in the index, but not in the table. */
    private static Map<String, AttributeValue> foreign(Map<String, AttributeValue> application) {
        Map<String, AttributeValue> item = new HashMap<>(application);
        item.put("PK", AttributeValue.fromS("NOTE#" + UUID.randomUUID()));
        item.keySet().removeAll(List.of("id", "jobId"));
        return item;
    }

    /** Puts the item once for each attribute and odd value. */
    private static void forEachOdd(
            Map<String, AttributeValue> item, Consumer<Map<String, AttributeValue>> change, String... unchanged) {
        item.keySet().stream()
                .filter(name -> !KEYS.contains(name) && !List.of(unchanged).contains(name))
                .forEach(name -> {
                    Map<String, AttributeValue> without = new HashMap<>(item);
                    without.remove(name);
                    change.accept(without);
                    put(without);
                    for (AttributeValue value : VALUES) {
                        Map<String, AttributeValue> odd = new HashMap<>(item);
                        odd.put(name, value);
                        change.accept(odd);
                        put(odd);
                    }
                });
    }

    private static void put(Map<String, AttributeValue> item) {
        TestAws.shared()
                .dynamoDb()
                .putItem(put -> put.tableName(MARKET.resources().table()).item(item));
    }

    /** Reads what the contract describes. */
    private static JsonObject ok(String verb, String path) {
        HttpResponse<String> answer = caller().get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        Answer.of(answer).assertIs(CONTRACT, CONTRACT.verb(verb).answer("200"), path);
        return new JsonObject(answer.body());
    }

    /** All pages. */
    private static List<JsonObject> list(String verb, String path, String name) {
        List<JsonObject> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = ok(verb, path + (path.contains("?") ? "&" : "?") + "limit=50" + cursor);
            page.getJsonArray(name).forEach(listed -> all.add((JsonObject) listed));
            cursor = page.containsKey("next") ? "&cursor=" + page.getString("next") : "";
        } while (!cursor.isEmpty());
        return all;
    }
}
