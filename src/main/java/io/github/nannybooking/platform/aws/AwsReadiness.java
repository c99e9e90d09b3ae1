package io.github.nannybooking.platform.aws;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Is ready once the table and all queues have answered, and makes no request afterwards: each consumer has its own health
 * check, which reports whether its queue can be read, and requests are answered with 503 while DynamoDB fails.
 *
 * <p>It asks AWS in the background: Camel's management server answers one probe after the other, and a probe of readiness
 * must not delay a probe of liveness while AWS does not answer.
 */
public final class AwsReadiness extends AbstractHealthCheck {

    private static final long PATIENCE_MILLIS = 300;

    private final DynamoDbClient dynamoDb;
    private final SqsClient sqs;
    private final String table;
    private final List<String> queues;
    private CompletableFuture<Void> asked;

    /** @param application the group of the health check */
    public AwsReadiness(String application, DynamoDbClient dynamoDb, SqsClient sqs, String table, List<String> queues) {
        super(application, "aws");
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.table = table;
        this.queues = queues;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        try {
            asked().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            result.up();
        } catch (TimeoutException e) {
            down(result, "no answer yet");
        } catch (ExecutionException e) {
            down(result, e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            down(result, "the check was interrupted");
        }
    }

    /** The request in progress or answered; a new one if the last failed. */
    private synchronized CompletableFuture<Void> asked() {
        if (asked == null || asked.isCompletedExceptionally()) {
            asked = CompletableFuture.runAsync(this::ask, AwsReadiness::inOwnThread);
        }
        return asked;
    }

    /** The common pool may have only one thread, and the request may wait long for its answer. */
    private static void inOwnThread(Runnable question) {
        Thread thread = new Thread(question, "aws-readiness");
        thread.setDaemon(true);
        thread.start();
    }

    private void ask() {
        dynamoDb.describeTable(request -> request.tableName(table));
        queues.forEach(queue -> sqs.getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN)));
    }

    private void down(HealthCheckResultBuilder result, String why) {
        result.message("AWS does not answer for table %s and queues %s: %s".formatted(table, queues, why));
        result.down();
    }
}
