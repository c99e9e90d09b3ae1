package io.github.nannybooking.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Creates the table and the queues of {@code localstack/template.yaml} without CloudFormation. It supports the
 * functions that the template uses (Ref of a parameter, Fn::GetAtt of an Arn) and rejects everything else.
 */
public final class Infrastructure {

    private static final Path TEMPLATE = Path.of("localstack", "template.yaml");
    private static final Path SAMPLE_DATA = Path.of("localstack", "sample-data.json");

    /** After an attempt that timed out, the next one would fail, as the table exists already. */
    private static final Duration COLD_START = Duration.ofSeconds(30);

    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .build();

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;

    /** The values of the parameters, and the ARNs of the resources. */
    private final Map<String, String> values = new HashMap<>();

    private Infrastructure(DynamoDbClient dynamoDb, SqsClient sqs) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
    }

    /**
     * Creates all resources.
     *
     * @param overrides values of the template's parameters in place of their defaults
     */
    public static void create(DynamoDbClient dynamoDb, SqsClient sqs, Map<String, String> overrides) {
        JsonNode template = read(TEMPLATE);
        Infrastructure infrastructure = new Infrastructure(dynamoDb, sqs);
        template.get("Parameters")
                .properties()
                .forEach(parameter -> infrastructure.values.put(
                        parameter.getKey(), parameter.getValue().get("Default").asText()));
        infrastructure.values.putAll(overrides);
        template.get("Resources").properties().forEach(infrastructure::createResource);
    }

    /**
     * Writes {@code localstack/sample-data.json} to {@code table}: two parents, three OPEN jobs, and their PENDING
     * applications, in one BatchWriteItem request, which takes up to 25 items.
     */
    public static void loadSampleData(DynamoDbClient dynamoDb, String table) {
        List<WriteRequest> writes = StreamSupport.stream(
                        read(SAMPLE_DATA).get("babysitter").spliterator(), false)
                .map(write ->
                        convert(write, WriteRequest.serializableBuilderClass()).build())
                .toList();
        dynamoDb.batchWriteItem(batch -> batch.requestItems(Map.of(table, writes)));
    }

    private void createResource(Entry<String, JsonNode> resource) {
        JsonNode properties = resource.getValue().get("Properties");
        String type = resource.getValue().get("Type").asText();
        switch (type) {
            case "AWS::DynamoDB::Table" -> createTable((ObjectNode) resolve(properties));
            case "AWS::SQS::Queue" -> values.put(resource.getKey(), createQueue((ObjectNode) resolve(properties)));
            case "AWS::IAM::ManagedPolicy" -> {
                /* the emulators check no permissions */
            }
            default -> throw new IllegalStateException("no emulator for " + type);
        }
    }

    private void createTable(ObjectNode properties) {
        JsonNode timeToLive = properties.remove("TimeToLiveSpecification");
        CreateTableRequest table = convert(properties, CreateTableRequest.serializableBuilderClass())
                .overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(COLD_START).apiCallTimeout(COLD_START))
                .build();
        dynamoDb.createTable(table);
        dynamoDb.updateTimeToLive(update -> update.tableName(table.tableName())
                .timeToLiveSpecification(convert(timeToLive, TimeToLiveSpecification.serializableBuilderClass())
                        .build()));
    }

    private String createQueue(ObjectNode properties) {
        String name = properties.remove("QueueName").asText();
        Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
        properties
                .properties()
                .forEach(property -> attributes.put(
                        QueueAttributeName.fromValue(property.getKey()),
                        property.getValue().isValueNode()
                                ? property.getValue().asText()
                                : property.getValue().toString()));
        String url = sqs.createQueue(queue -> queue.queueName(name).attributes(attributes))
                .queueUrl();
        return sqs.getQueueAttributes(queue -> queue.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    /** Replaces the intrinsic functions in a value. */
    private JsonNode resolve(JsonNode value) {
        if (value.has("Ref")) {
            return known(value.get("Ref").asText());
        }
        if (value.has("Fn::GetAtt")) {
            return known(value.get("Fn::GetAtt").get(0).asText());
        }
        JsonNode resolved = value.deepCopy();
        if (resolved instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(resolve(property.getValue())));
        }
        return resolved;
    }

    /** @param file in the project's folder, of YAML or JSON, which is a part of YAML */
    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't read " + file + ": start the application in the project's directory", e);
        }
    }

    /**
     * Converts the JSON of a request to AWS to a request of the SDK, whose names begin with a lower case letter.
     *
     * @throws IllegalArgumentException if the JSON contains a property that the request does not have
     */
    private static <B> B convert(JsonNode json, Class<B> builder) {
        return MAPPER.convertValue(json, builder);
    }

    private JsonNode known(String name) {
        if (!values.containsKey(name)) {
            throw new IllegalStateException("the template refers to %s before it defines it".formatted(name));
        }
        return JsonNodeFactory.instance.textNode(values.get(name));
    }
}
