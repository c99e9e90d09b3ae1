package io.github.nannybooking.explorer;

import static java.util.stream.Collectors.toMap;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import io.github.nannybooking.dev.Infrastructure;
import io.github.nannybooking.explorer.Step.Ask;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * DynamoDB without HTTP, with the table of the template. Results are cached, because the result of a request depends
 * only on the contents of the table.
 */
final class Database implements AutoCloseable {

    static final String TABLE = Resources.DEFAULT.table();

    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
    private final DynamoDbClient dynamoDb = local.dynamoDbClient();
    private final TestTable table = new TestTable(dynamoDb, TABLE);
    private final Map<Question, Result> known = new HashMap<>();
    private Map<String, Map<String, AttributeValue>> stored = Map.of();

    private record Question(Contents contents, DynamoDbRequest request) {}

    /** An answer and the contents of the table after it. */
    record Result(Contents contents, Answer answer) {}

    Database() {
        Infrastructure.create(
                dynamoDb,
                TestAws.shared().sqs(),
                Map.of("QueueName", "explorer", "DeadLetterQueueName", "explorer-dead-letters"));
    }

    /** Returns a table with only an OPEN job and its PENDING applications. */
    Contents begin(List<String> applicationIds) {
        restore(Contents.of(List.of()));
        table.putJob(Programs.OWNER, Programs.JOB);
        table.putApplications(Programs.JOB, applicationIds, Map.of());
        return read();
    }

    Result ask(Contents contents, Ask step) {
        return known.computeIfAbsent(new Question(contents, step.request()), unknown -> {
            restore(contents);
            Answer answer = answer(step);
            return new Result(read(), answer);
        });
    }

    private Answer answer(Ask step) {
        try {
            return Answer.of(step.how().apply(dynamoDb));
        } catch (AwsServiceException failure) {
            return Answer.failed(failure);
        }
    }

    private Contents read() {
        stored = table.items().stream().collect(toMap(Contents::key, item -> item));
        return Contents.of(stored.values());
    }

    /** Writes only the items that differ, usually the one that the previous request has changed. */
    private void restore(Contents wanted) {
        List<WriteRequest> writes = new ArrayList<>();
        stored.forEach((key, item) -> {
            if (!wanted.items().containsKey(key)) {
                writes.add(delete(item));
            }
        });
        wanted.items().forEach((key, item) -> {
            if (!item.equals(stored.get(key))) {
                writes.add(put(item));
            }
        });
        if (!writes.isEmpty()) {
            dynamoDb.batchWriteItem(batch -> batch.requestItems(Map.of(TABLE, writes)));
        }
    }

    private static WriteRequest delete(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = Map.of("PK", item.get("PK"), "SK", item.get("SK"));
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    @Override
    public void close() {
        local.shutdown();
    }
}
