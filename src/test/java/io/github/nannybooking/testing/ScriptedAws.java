package io.github.nannybooking.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.aws.AwsConfiguration;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.github.nannybooking.platform.sqs.SqsClientConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An HTTP server with the answers of DynamoDB or SQS in the order that a test sets, to test the real SDK client with
 * errors that emulators do not return. The AWS SDK of this JVM is configured to use it.
 */
public final class ScriptedAws implements AutoCloseable {

    static {
        // otherwise each answer waits 40 ms for the acknowledgement of its headers
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Answer NOTHING_SCRIPTED = new Answer(500, "{\"__type\": \"NothingScripted\"}", Duration.ZERO);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** @param operation the last part of X-Amz-Target, such as {@code TransactWriteItems} */
    public record Request(String operation, String body) {}

    private record Answer(int status, String body, Duration delay) {}

    public ScriptedAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        SdkEnvironment.pointAt(uri, uri);
    }

    /** Returns a client of this server, created like that of the application. */
    public DynamoDbClient dynamoDb(int attempts) {
        SettingsGroup settings = TestSettings.with("booking.aws.attempts", String.valueOf(attempts));
        return new AwsConfiguration().dynamoDbClient(new AwsConfiguration().requestBudget(settings), settings);
    }

    /** Returns an SQS client of this server with only one attempt for each request. */
    public SqsClient sqs(CamelContext context, int attemptTimeout) {
        SettingsGroup settings = TestSettings.with(
                "booking.aws.attempts", "1", "booking.aws.attempt-timeout", String.valueOf(attemptTimeout));
        SqsClientConfiguration configuration = new SqsClientConfiguration();
        return configuration.sqsClient(
                context,
                new AwsConfiguration().requestBudget(settings),
                configuration.messageKeeper(context, settings),
                settings);
    }

    /** Answers the next request with 200 and this JSON. */
    public ScriptedAws thenAnswer(String json) {
        return thenAnswer(json, Duration.ZERO);
    }

    /** Answers the next request with 200 and this JSON after {@code delay}. */
    public ScriptedAws thenAnswer(String json, Duration delay) {
        answers.add(new Answer(200, json, delay));
        return this;
    }

    /** Answers the next request with this error of AWS. */
    public ScriptedAws thenFail(int status, String code) {
        answers.add(new Answer(
                status,
                "{\"__type\": \"com.amazonaws#%s\", \"message\": \"scripted\"}".formatted(code),
                Duration.ZERO));
        return this;
    }

    /** Cancels the next transaction with a reason for each of its items, {@code None} where there is none. */
    public ScriptedAws thenCancel(String... reasons) {
        return thenCancelAt(
                Stream.of(reasons).map("{\"Code\": \"%s\"}"::formatted).toArray(String[]::new));
    }

    /** Cancels the next transaction with these reasons in JSON. */
    public ScriptedAws thenCancelAt(String... reasons) {
        answers.add(new Answer(400, """
                {"__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException", "Message": "scripted",
                 "CancellationReasons": [%s]}""".formatted(String.join(", ", reasons)), Duration.ZERO));
        return this;
    }

    public List<Request> requests() {
        return requests;
    }

    public List<String> operations() {
        return requests.stream().map(Request::operation).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(target.substring(target.lastIndexOf('.') + 1), body));
        Answer answer = answers.isEmpty() ? NOTHING_SCRIPTED : answers.remove();
        clock.schedule(() -> send(exchange, answer), answer.delay().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void send(HttpExchange exchange, Answer answer) {
        try (exchange) {
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // the client has timed out, which is the purpose of a delay
        }
    }

    @Override
    public void close() {
        server.stop(0);
        clock.shutdownNow();
    }
}
