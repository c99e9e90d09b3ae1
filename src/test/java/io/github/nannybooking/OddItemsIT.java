package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.testing.HttpCaller;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestTable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as other programs may write them: each attribute that is no key is missing, or has another type or value. */
class OddItemsIT {

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
            AttributeValue key = AttributeValue.fromS("JOB#" + job + "#APPLICATION#" + id);
            item.putAll(Map.of(
                    "PK", key,
                    "SK", key,
                    "GSI1PK", AttributeValue.fromS("JOB#" + job),
                    "GSI1SK", AttributeValue.fromS("APPLICATION#" + id),
                    "GSI2PK", AttributeValue.fromS("USER#" + job),
                    "GSI2SK", AttributeValue.fromS("JOB#" + job)));
            ids.add(id);
        });

        assertThat(list("/jobs/" + job, "applications"))
                .hasSameSizeAs(ids)
                .allSatisfy(listed -> assertThat(listed.get("jobId").asText()).isEqualTo(job));
        assertThat(list("/users/" + job + "/applications", "applications")).hasSameSizeAs(ids);
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

        assertThat(list("/jobs?status=OPEN", "jobs")).hasSizeGreaterThanOrEqualTo(ids.size());
        assertThat(ids).allSatisfy(id -> ok("/jobs/" + id));
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

        assertThat(ids).allSatisfy(id -> ok("/bookings/" + id));
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

        assertThat(list("/failed-declines", "failedDeclines")).hasSize(ids.size() + 1);
        assertThat(list("/failed-declines?jobId=" + job, "failedDeclines")).hasSize(ids.size() + 1);
        assertThat(ids).allSatisfy(id -> ok("/failed-declines/" + id));
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

    /** Puts the item once for each attribute and odd value. */
    private static void forEachOdd(Map<String, AttributeValue> item, Consumer<Map<String, AttributeValue>> change) {
        item.keySet().stream().filter(name -> !KEYS.contains(name)).forEach(name -> {
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

    private static JsonNode ok(String path) {
        HttpResponse<String> answer = caller().get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    /** All pages. */
    private static List<JsonNode> list(String path, String name) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ok(path + (path.contains("?") ? "&" : "?") + "limit=50" + cursor);
            page.get(name).forEach(all::add);
            cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        return all;
    }
}
