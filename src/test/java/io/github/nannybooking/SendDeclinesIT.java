package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Tests the messages that a booking sends to the queue. */
class SendDeclinesIT {

    private static final TestAws AWS = TestAws.shared();

    @Test
    void should_send_each_item_as_plain_json_with_only_the_correlation_id_as_attribute() throws Exception {
        Resources resources = AWS.newResources();
        TestTable table = new TestTable(AWS.dynamoDb(), resources.table());
        table.putJob("maria", "j1");
        table.putApplications("j1", List.of("a1", "a2", "a3"), Map.of("letter", AttributeValue.fromS("Olá")));

        try (TestApp app = TestApp.start(resources, Map.of())) {
            app.stopRoute("decline-applications");
            app.caller()
                    .send(app.caller()
                            .to("/bookings?secret=query")
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer secret")
                            .header("X-Correlation-Id", "request-1")
                            .POST(BodyPublishers.ofString(
                                    "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": \"a2\"}")));
        }

        List<Message> messages = new TestQueue(AWS.sqs(), resources.queue()).takeAll();
        assertThat(messages).hasSize(2).allSatisfy(message -> {
            assertThat(message.messageAttributes()).containsOnlyKeys("correlationId");
            assertThat(message.messageAttributes().get("correlationId").stringValue())
                    .isEqualTo("request-1");
            assertThat(message.attributes())
                    .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "j1")
                    .doesNotContainKey(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
        });
        assertThat(AWS.dynamoDb()
                        .getItem(get -> get.tableName(resources.table()).key(new BookingKey("j1").toItemKey()))
                        .item()
                        .get("correlationId")
                        .s())
                .as("correlation id of the reconciler")
                .isEqualTo("request-1");
        List<String> ids = new ArrayList<>();
        for (Message message : messages) {
            JsonNode item = new ObjectMapper().readTree(message.body());
            ids.add(item.get("id").textValue());
            assertThat(item.get("jobId").textValue()).isEqualTo("j1");
            assertThat(item.get("PK").textValue()).startsWith("JOB#j1#APPLICATION#");
            assertThat(item.get("createdOn").longValue()).isEqualTo(1795000000L);
            assertThat(item.get("letter").textValue()).isEqualTo("Olá");
        }
        assertThat(ids).containsExactlyInAnyOrder("a1", "a3");
    }
}
