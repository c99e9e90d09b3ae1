package io.github.nannybooking.dev;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * Runs DynamoDB Local and ElasticMQ in this JVM, in memory, as servers on loopback, which the AWS CLI can reach. They
 * accept any credentials, and send no telemetry.
 */
public final class EmbeddedAws implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Server dynamoDb;
    private final SQSRestServer sqs;

    private EmbeddedAws(Server dynamoDb, SQSRestServer sqs) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
    }

    /**
     * Starts both servers.
     *
     * @param dynamoDbPort 1 to 65535, or 0 for any free port
     * @param sqsPort      1 to 65535, or 0 for any free port
     * @throws IllegalStateException if a port is taken
     */
    public static EmbeddedAws start(int dynamoDbPort, int sqsPort) {
        Server dynamoDb = startDynamoDb(dynamoDbPort);
        try {
            SQSRestServer sqs = SQSRestServerBuilder.withInterface(LOOPBACK)
                    .withPort(sqsPort)
                    .start();
            sqs.waitUntilStarted();
            return new EmbeddedAws(dynamoDb, sqs);
        } catch (RuntimeException e) {
            stop(dynamoDb);
            throw portTaken("SQS", sqsPort, "LOCAL_SQS_PORT", e);
        }
    }

    /** DynamoDB Local's own runner listens on all interfaces and enables telemetry; its handler does neither. */
    private static Server startDynamoDb(int port) {
        Server server = new Server(new InetSocketAddress(LOOPBACK, port));
        boolean inMemory = true;
        boolean sharedByAllCredentialsAndRegions = true;
        server.setHandler(new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, inMemory, null, sharedByAllCredentialsAndRegions, false), null));
        try {
            server.start();
            return server;
        } catch (Exception e) {
            throw portTaken("DynamoDB", port, "LOCAL_DYNAMODB_PORT", e);
        }
    }

    private static IllegalStateException portTaken(String service, int port, String variable, Exception cause) {
        return new IllegalStateException(
                "%s can't listen on %s:%d; set another port in %s".formatted(service, LOOPBACK, port, variable), cause);
    }

    public URI dynamoDbEndpoint() {
        return endpoint(((ServerConnector) dynamoDb.getConnectors()[0]).getLocalPort());
    }

    public URI sqsEndpoint() {
        return endpoint(sqs.waitUntilStarted().localAddress().getPort());
    }

    @Override
    public void close() {
        sqs.stopAndWait();
        stop(dynamoDb);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB can't be stopped", e);
        }
    }

    private static URI endpoint(int port) {
        return URI.create("http://%s:%d".formatted(LOOPBACK, port));
    }
}
