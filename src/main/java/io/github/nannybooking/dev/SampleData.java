package io.github.nannybooking.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** {@code localstack/sample-data.json}: two parents, three OPEN jobs, and their PENDING applications. */
public final class SampleData {

    private static final Path FILE = Path.of("localstack", "sample-data.json");

    private SampleData() {}

    /** Writes the sample into {@code table}, in one BatchWriteItem request: it has no more than the 25 items of one. */
    public static void load(DynamoDbClient dynamoDb, String table) {
        List<WriteRequest> writes = StreamSupport.stream(
                        read().get("babysitter").spliterator(), false)
                .map(write -> SdkJson.read(write, WriteRequest.serializableBuilderClass())
                        .build())
                .toList();
        dynamoDb.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes)));
    }

    private static JsonNode read() {
        try {
            return new JsonMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("start it in the project's directory: " + FILE + " can't be read", e);
        }
    }
}
