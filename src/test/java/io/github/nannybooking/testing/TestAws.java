package io.github.nannybooking.testing;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.nannybooking.dev.EmbeddedAws;
import io.github.nannybooking.dev.Infrastructure;
import io.github.nannybooking.dev.SdkEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS of the integration tests, started once for all of them: the emulators in this JVM, or LocalStack in a
 * container where the system property {@code test.aws} says so. It holds the template's table and queues with the sample
 * data; for a test that changes something, {@link #newResources()} makes others.
 */
public final class TestAws {

    private static final TestAws SHARED =
            "localstack".equals(System.getProperty("test.aws")) ? localStack() : embedded();

    private final AtomicInteger resources = new AtomicInteger();
    private final URI dynamoDbEndpoint;
    private final URI sqsEndpoint;
    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;

    private TestAws(URI dynamoDbEndpoint, URI sqsEndpoint) {
        this.dynamoDbEndpoint = dynamoDbEndpoint;
        this.sqsEndpoint = sqsEndpoint;
        SdkEnvironment.pointAt(dynamoDbEndpoint, sqsEndpoint);
        this.dynamoDb = DynamoDbClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
        this.sqs = SqsClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    public static TestAws shared() {
        return SHARED;
    }

    private static TestAws embedded() {
        EmbeddedAws emulators = EmbeddedAws.start(0, 0);
        TestAws aws = new TestAws(emulators.dynamoDbEndpoint(), emulators.sqsEndpoint());
        Infrastructure.create(aws.dynamoDb, aws.sqs, Map.of());
        Infrastructure.loadSampleData(aws.dynamoDb, Resources.DEFAULT.table());
        return aws;
    }

    /** As {@code localstack/compose.yaml} has it; the ready hook makes the table, the queues and the sample data. */
    @SuppressWarnings("resource") // Testcontainers removes it at the end
    private static TestAws localStack() {
        Path home = Path.of("localstack");
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(image(home.resolve("compose.yaml"))))
                .withCopyFileToContainer(
                        MountableFile.forHostPath(home.resolve("ready.d/deploy.sh"), 0755),
                        "/etc/localstack/init/ready.d/deploy.sh")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(home.resolve("template.yaml")), "/opt/nanny-booking/template.yaml")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(home.resolve("sample-data.json")),
                        "/opt/nanny-booking/sample-data.json");
        container.start();
        return new TestAws(container.getEndpoint(), container.getEndpoint());
    }

    private static String image(Path compose) {
        try {
            return new YAMLMapper()
                    .readTree(compose.toFile())
                    .at("/services/localstack/image")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table and queues of their own, empty, as the template describes them. */
    public Resources newResources() {
        int number = resources.incrementAndGet();
        Resources created = new Resources("table-" + number, "queue-" + number, "dead-letters-" + number);
        Infrastructure.create(
                dynamoDb,
                sqs,
                Map.of(
                        "TableName", created.table(),
                        "QueueName", created.queue(),
                        "DeadLetterQueueName", created.deadLetterQueue()));
        return created;
    }

    public URI dynamoDbEndpoint() {
        return dynamoDbEndpoint;
    }

    public URI sqsEndpoint() {
        return sqsEndpoint;
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public SqsClient sqs() {
        return sqs;
    }
}
