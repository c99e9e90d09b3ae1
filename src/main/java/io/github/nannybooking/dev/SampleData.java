package io.github.nannybooking.dev;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The sample data of {@code localstack/sample-data.json}: two parents, three OPEN jobs, and their PENDING applications. */
public final class SampleData {

    private static final Path FILE = Path.of("localstack", "sample-data.json");

    private SampleData() {}

    /** Writes the data to {@code table} in one BatchWriteItem request, which takes up to 25 items. */
    public static void load(DynamoDbClient dynamoDb, String table) {
        List<WriteRequest> writes = StreamSupport.stream(
                        Infrastructure.read(FILE).get("babysitter").spliterator(), false)
                .map(write -> Infrastructure.convert(write, WriteRequest.serializableBuilderClass())
                        .build())
                .toList();
        dynamoDb.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes)));
    }
}
