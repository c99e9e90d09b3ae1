package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class JobApplicationsTest {

    private static final String JOB = item("USER#maria", "JOB#j1", "JOB#j1", null);

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final JobApplications jobApplications = new JobApplications(new Table(dynamoDb, "babysitter"));

    JobApplicationsTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_read_every_page_and_find_the_job_on_any_of_them() {
        aws.thenAnswer(page(true, application("a1", "PENDING"), application("a2", "PENDING")))
                .thenAnswer(page(true, application("a3", "PENDING"), JOB, application("a4", "PENDING")))
                .thenAnswer(page(false, application("a5", "PENDING")));

        Booking booking = jobApplications.find(new BookingRequest("maria", "j1", "a3"));

        assertThat(booking.owner()).isEqualTo("maria");
        assertThat(ids(booking)).containsExactly("a1", "a2", "a4", "a5");
        assertThat(aws.operations()).containsExactly("Query", "Query", "Query");
        assertThat(aws.requests().get(0).body()).contains("\"IndexName\":\"jobApplications\"", "\"JOB#j1\"");
    }

    @Test
    void should_omit_applications_that_are_not_pending_and_the_one_to_accept() {
        aws.thenAnswer(page(
                false,
                JOB,
                application("a1", "PENDING"),
                application("a2", "DECLINED"),
                application("a3", "ACCEPTED"),
                application("a4", "PENDING")));

        assertThat(ids(jobApplications.find(new BookingRequest("maria", "j1", "a1"))))
                .containsExactly("a4");
    }

    @Test
    void should_find_the_applicant_of_the_application_to_accept() {
        aws.thenAnswer(page(
                false,
                application("a1", "PENDING").replaceFirst("}$", ", \"username\": {\"S\": \"rita\"}}"),
                application("a2", "PENDING")));

        assertThat(jobApplications.find(new BookingRequest("maria", "j1", "a1")).applicant())
                .isEqualTo("rita");
    }

    @Test
    void should_skip_items_that_are_no_applications_of_the_job_and_warn_of_those_between_the_applications() {
        String noKey = item("USER#maria", "NOTE#1", "APPLICATION#a2", "PENDING");
        String ofOtherJob = item("JOB#j2#APPLICATION#a3", "JOB#j2#APPLICATION#a3", "APPLICATION#a3", "PENDING");
        String otherId = item("JOB#j1#APPLICATION#a5", "JOB#j1#APPLICATION#a5", "APPLICATION#a4", "PENDING");
        String otherSortKey = item("JOB#j1#APPLICATION#a6", "NOTE#1", "APPLICATION#a6", "PENDING");
        String note = item("JOB#j1", "NOTE#1", "NOTE#1", "PENDING");
        aws.thenAnswer(page(false, JOB, noKey, ofOtherJob, otherId, otherSortKey, note, application("a7", "PENDING")));

        try (LogLines log = new LogLines(JobApplications.class.getName())) {
            assertThat(ids(jobApplications.find(new BookingRequest("maria", "j1", "a1"))))
                    .containsExactly("a7");
            assertThat(log.all())
                    .hasSize(4)
                    .allMatch(line -> line.startsWith("WARN"))
                    .anyMatch(line -> line.contains("PK JOB#j2#APPLICATION#a3"));
        }
    }

    @Test
    void should_return_no_owner_of_a_job_that_is_not_in_the_index() {
        aws.thenAnswer(page(false));

        assertThat(jobApplications.find(new BookingRequest("maria", "j1", "a1")))
                .isEqualTo(new Booking(new BookingRequest("maria", "j1", "a1"), null, null, List.of(), null));
    }

    private static List<String> ids(Booking booking) {
        return booking.others().stream()
                .map(item -> item.get("GSI1SK").s().substring("APPLICATION#".length()))
                .toList();
    }

    private static String application(String id, String status) {
        return item("JOB#j1#APPLICATION#" + id, "JOB#j1#APPLICATION#" + id, "APPLICATION#" + id, status);
    }

    private static String item(String partition, String sort, String indexSort, String status) {
        String statusAttribute = status == null ? "" : ", \"jobApplicationStatus\": {\"S\": \"%s\"}".formatted(status);
        return """
                {"PK": {"S": "%s"}, "SK": {"S": "%s"}, "GSI1PK": {"S": "JOB#j1"}, "GSI1SK": {"S": "%s"}%s}""".formatted(partition, sort, indexSort, statusAttribute);
    }

    private static String page(boolean more, String... items) {
        String last = more ? ", \"LastEvaluatedKey\": {\"PK\": {\"S\": \"x\"}}" : "";
        return "{\"Items\": [%s]%s}".formatted(String.join(",", items), last);
    }
}
