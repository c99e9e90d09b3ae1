package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class BookingReportsTest {

    private static final Map<String, AttributeValue> ITEM = itemWithFailed("a5", "a2");

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final Table table = new Table(dynamoDb, "babysitter");
    private final BookingReports reports = new BookingReports(table, new JobApplications(table));

    BookingReportsTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_count_the_other_applications_by_their_status() throws Exception {
        aws.thenAnswer(found(ITEM))
                .thenAnswer(
                        index("a1 ACCEPTED", "a2 DECLINED", "a3 DECLINED", "a4 PENDING", "a5 PENDING", "a6 PENDING"));

        BookingReports.Report report = reports.read(new BookingKey("j1"), Caller.ANONYMOUS);

        assertThat(new ObjectMapper().writeValueAsString(report))
                .isEqualTo(
                        "{\"jobId\":\"j1\",\"acceptedApplicationId\":\"a1\",\"bookingStatus\":\"DECLINING\",\"applications\":{\"pending\":2,\"declined\":2,\"failed\":1},\"bookedOn\":1796491800}");
    }

    @Test
    void should_return_when_the_booking_was_completed() {
        Map<String, AttributeValue> item = new HashMap<>(ITEM);
        item.keySet().removeAll(List.of("GSI1PK", "GSI1SK"));
        item.put("bookingStatus", AttributeValue.fromS("COMPLETED"));
        item.put("completedOn", AttributeValue.fromN("1796491860"));
        aws.thenAnswer(found(item)).thenAnswer(index("a1 ACCEPTED"));

        BookingReports.Report report = reports.read(new BookingKey("j1"), Caller.ANONYMOUS);

        assertThat(report.bookingStatus()).isEqualTo(BookingStatus.COMPLETED);
        assertThat(report.completedOn()).isEqualTo(1796491860);
    }

    @Test
    void should_report_the_booking_of_another_user_as_missing() {
        Caller joao = new Caller("joao", Set.of("parent"));

        assertThat(refusal(ITEM, joao)).isEqualTo(refusal(Map.of(), joao));
        assertThat(aws.operations()).containsExactly("GetItem", "GetItem");
    }

    @Test
    void should_return_a_parents_own_booking() {
        aws.thenAnswer(found(ITEM)).thenAnswer(index("a1 ACCEPTED"));

        assertThat(reports.read(new BookingKey("j1"), new Caller("maria", Set.of("parent")))
                        .acceptedApplicationId())
                .isEqualTo("a1");
    }

    private Problem refusal(Map<String, AttributeValue> item, Caller caller) {
        aws.thenAnswer(item.isEmpty() ? "{}" : found(item));
        return catchThrowableOfType(ProblemException.class, () -> reports.read(new BookingKey("j1"), caller))
                .problem();
    }

    private static String found(Map<String, AttributeValue> item) {
        return "{\"Item\": {%s}}"
                .formatted(item.entrySet().stream()
                        .map(attribute -> "\"%s\": %s".formatted(attribute.getKey(), json(attribute.getValue())))
                        .collect(Collectors.joining(", ")));
    }

    private static String json(AttributeValue value) {
        return switch (value.type()) {
            case N -> "{\"N\": \"%s\"}".formatted(value.n());
            case SS -> "{\"SS\": [\"%s\"]}".formatted(String.join("\", \"", value.ss()));
            default -> "{\"S\": \"%s\"}".formatted(value.s());
        };
    }

    private static String index(String... applications) {
        return "{\"Items\": [{\"GSI1SK\": {\"S\": \"JOB#j1\"}, \"jobStatus\": {\"S\": \"CLOSED\"}}, "
                + "{\"GSI1SK\": {\"S\": \"APPLICATION#foreign\"}, \"jobApplicationStatus\": {\"S\": \"PENDING\"}}, %s]}"
                        .formatted(Stream.of(applications)
                                .map(application -> application.split(" "))
                                .map(application -> """
                                {"PK": {"S": "JOB#j1#APPLICATION#%1$s"}, "SK": {"S": "JOB#j1#APPLICATION#%1$s"},
                                 "GSI1PK": {"S": "JOB#j1"}, "GSI1SK": {"S": "APPLICATION#%1$s"},
                                 "jobApplicationStatus": {"S": "%2$s"}}""".formatted((Object[]) application))
                                .collect(Collectors.joining(", ")));
    }

    private static Map<String, AttributeValue> itemWithFailed(String... ids) {
        Map<String, AttributeValue> item = BookingRecord.declining(
                        new BookingRequest("maria", "j1", "a1"), 1796491800, "2026-12-05T17:30:30Z", false, null)
                .toItem();
        item.put("failedApplicationIds", AttributeValue.fromSs(List.of(ids)));
        return item;
    }
}
