package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tests the template and the sample data in the emulators, or in LocalStack with CloudFormation. */
class InfrastructureIT {

    private static final TestAws AWS = TestAws.shared();

    @Test
    void should_create_the_table_with_its_indexes() {
        TableDescription table = AWS.dynamoDb()
                .describeTable(request -> request.tableName(Resources.DEFAULT.table()))
                .table();

        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(names(table.keySchema())).containsExactly("PK", "SK");
        assertThat(table.globalSecondaryIndexes())
                .extracting(index -> index.indexName(), index -> names(index.keySchema()), index -> index.projection()
                        .projectionType())
                .containsExactlyInAnyOrder(
                        tuple("jobApplications", List.of("GSI1PK", "GSI1SK"), ProjectionType.ALL),
                        tuple("jobsAppliedTo", List.of("GSI2PK", "GSI2SK"), ProjectionType.ALL),
                        tuple("getJobsByStatus", List.of("jobStatus", "SK"), ProjectionType.ALL));
    }

    @Test
    @DisabledIfSystemProperty(
            named = "test.aws",
            matches = "localstack",
            disabledReason = "not every image applies the time to live of the template")
    void should_delete_answers_that_are_no_longer_kept() {
        TimeToLiveDescription timeToLive = AWS.dynamoDb()
                .describeTimeToLive(request -> request.tableName(Resources.DEFAULT.table()))
                .timeToLiveDescription();

        assertThat(timeToLive.timeToLiveStatus()).isIn(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);
        assertThat(timeToLive.attributeName()).isEqualTo("answerKeptUntil");
    }

    private static List<String> names(List<KeySchemaElement> schema) {
        return schema.stream().map(KeySchemaElement::attributeName).toList();
    }

    @Test
    void should_create_the_queues_with_their_redrive_policy() {
        Map<QueueAttributeName, String> queue = attributes(Resources.DEFAULT.queue());
        String deadLetterQueue = attributes(Resources.DEFAULT.deadLetterQueue()).get(QueueAttributeName.QUEUE_ARN);

        assertThat(queue.get(QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("20");
        assertThat(queue.get(QueueAttributeName.REDRIVE_POLICY))
                .contains(deadLetterQueue)
                .containsPattern("\"maxReceiveCount\": ?\"?5\\b");
    }

    private static Map<QueueAttributeName, String> attributes(String queue) {
        String url = new TestQueue(AWS.sqs(), queue).url();
        return AWS.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    @Test
    void should_load_two_parents_with_three_open_jobs_and_20_applications_to_one_of_them() {
        List<Map<String, AttributeValue>> items =
                AWS.dynamoDb().scanPaginator(scan -> scan.tableName(Resources.DEFAULT.table())).items().stream()
                        .toList();

        List<Map<String, AttributeValue>> jobs =
                items.stream().filter(item -> item.containsKey("jobStatus")).toList();
        assertThat(jobs)
                .hasSize(3)
                .allSatisfy(job -> assertThat(job.get("jobStatus").s()).isEqualTo("OPEN"));
        assertThat(jobs).extracting(job -> job.get("username").s()).containsOnly("maria", "joao");
        List<Map<String, AttributeValue>> applications = items.stream()
                .filter(item -> item.containsKey("jobApplicationStatus"))
                .toList();
        assertThat(applications)
                .allSatisfy(application ->
                        assertThat(application.get("jobApplicationStatus").s()).isEqualTo("PENDING"));
        assertThat(applications.stream()
                        .collect(Collectors.groupingBy(
                                application -> application.get("jobId").s(), Collectors.counting())))
                .isEqualTo(Map.of("job-1", 20L, "job-2", 1L, "job-3", 1L));
    }
}
