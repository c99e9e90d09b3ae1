package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
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

    private static final BookingRecord RECORD = BookingRecord.declining(
            new BookingRequest("maria", "j1", "a1"),
            1796491800,
            "2026-12-05T17:30:30Z",
            Set.of("a5", "a2"),
            false,
            null);

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final BookingReports reports = new BookingReports(new JobApplications(dynamoDb, "babysitter"));

    BookingReportsTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_count_the_other_applications_by_their_status() throws Exception {
        aws.thenAnswer(index("a1 ACCEPTED", "a2 DECLINED", "a3 DECLINED", "a4 PENDING", "a5 PENDING", "a6 PENDING"));

        BookingReports.Report report = reports.report(new BookingKey("j1"), RECORD.toItem());

        assertThat(new ObjectMapper().writeValueAsString(report))
                .isEqualTo(
                        "{\"jobId\":\"j1\",\"acceptedApplicationId\":\"a1\",\"bookingStatus\":\"DECLINING\",\"applications\":{\"pending\":2,\"declined\":2,\"failed\":1},\"bookedOn\":1796491800}");
    }

    @Test
    void should_tell_when_the_booking_was_completed() {
        Map<String, AttributeValue> item = new HashMap<>(RECORD.toItem());
        item.keySet().removeAll(List.of("GSI1PK", "GSI1SK"));
        item.put("bookingStatus", AttributeValue.fromS("COMPLETED"));
        item.put("completedOn", AttributeValue.fromN("1796491860"));
        aws.thenAnswer(index("a1 ACCEPTED"));

        BookingReports.Report report = reports.report(new BookingKey("j1"), item);

        assertThat(report.bookingStatus()).isEqualTo(BookingStatus.COMPLETED);
        assertThat(report.completedOn()).isEqualTo(1796491860);
    }

    private static String index(String... applications) {
        return "{\"Items\": [{\"GSI1SK\": {\"S\": \"JOB#j1\"}, \"jobStatus\": {\"S\": \"CLOSED\"}}, %s]}"
                .formatted(Stream.of(applications)
                        .map(application -> application.split(" "))
                        .map(application -> """
                                {"GSI1SK": {"S": "APPLICATION#%s"}, "jobApplicationStatus": {"S": "%s"}}""".formatted((Object[]) application))
                        .collect(Collectors.joining(", ")));
    }
}
