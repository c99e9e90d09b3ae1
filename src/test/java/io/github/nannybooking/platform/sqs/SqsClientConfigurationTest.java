package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.aws.AwsConfiguration;
import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.github.nannybooking.testing.ScriptedAws;
import io.github.nannybooking.testing.TestClock;
import io.github.nannybooking.testing.TestSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsClientConfigurationTest {

    private static final String QUEUE = "http://127.0.0.1/000000000000/any";
    private static final String ENDPOINT = "aws2-sqs:any?queueUrl=%s&amazonSQSClient=#sqs".formatted(QUEUE);

    @ParameterizedTest
    @ValueSource(strings = {"CamelAwsSqsReceiptHandle", "CamelAwsDdbOperation", "Authorization", "reason", "anything"})
    void should_send_no_header_when_an_sqs_endpoint_names_no_strategy(String header) throws Exception {
        try (CamelContext context = context()) {
            HeaderFilterStrategy headers = strategy(context, ENDPOINT);

            assertThat(headers.applyFilterToExternalHeaders(header, "x", new DefaultExchange(context)))
                    .isTrue();
            assertThat(headers.applyFilterToCamelHeaders(header, "x", new DefaultExchange(context)))
                    .isTrue();
        }
    }

    @Test
    void should_send_only_the_configured_headers_when_an_endpoint_names_a_strategy() throws Exception {
        try (CamelContext context = context()) {
            context.getRegistry().bind("mine", HeaderAllowList.out("reason"));
            HeaderFilterStrategy headers = strategy(context, ENDPOINT + "&headerFilterStrategy=#mine");

            assertThat(headers.applyFilterToCamelHeaders("reason", "x", new DefaultExchange(context)))
                    .isFalse();
            assertThat(headers.applyFilterToCamelHeaders("Authorization", "x", new DefaultExchange(context)))
                    .isTrue();
            assertThat(headers.applyFilterToExternalHeaders("reason", "x", new DefaultExchange(context)))
                    .isTrue();
        }
    }

    @Test
    void should_have_enough_dynamo_db_connections_for_all_callers_consumers_and_notices() throws Exception {
        int callers = 20;
        int consumers = 50;
        int parkingConsumers = 50;
        int noticeThreads = 50;
        int all = callers + consumers + parkingConsumers + noticeThreads;
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch there = new CountDownLatch(all);
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), all);
        slow.setExecutor(threads);
        slow.createContext("/", exchange -> {
            there.countDown();
            try (exchange) {
                there.await();
                exchange.sendResponseHeaders(400, -1);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
        slow.start();
        SdkEnvironment.pointAt(endpoint(slow), endpoint(slow));
        SettingsGroup settings = TestSettings.with(
                "booking.aws.budget", "60000",
                "booking.aws.attempts", "1",
                "booking.aws.attempt-timeout", "60000",
                "booking.decline.consumers", String.valueOf(consumers),
                "booking.parking.consumers", String.valueOf(parkingConsumers));
        AwsConfiguration configuration = new AwsConfiguration();
        try (DynamoDbClient dynamoDb = configuration.dynamoDbClient(configuration.requestBudget(settings), settings)) {
            for (int i = 0; i < all; i++) {
                threads.submit(() -> dynamoDb.listTables());
            }

            assertThat(there.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
            slow.stop(0);
        }
    }

    @Test
    void should_extend_the_batches_of_all_consumers_at_once_beside_their_own_requests_and_those_of_callers()
            throws Exception {
        int callers = 20;
        int consumers = 50;
        int parkingConsumers = 50;
        int batches = consumers + parkingConsumers;
        SettingsGroup settings = TestSettings.with(
                "booking.aws.attempts",
                "1",
                "booking.aws.attempt-timeout",
                "30000",
                "booking.decline.consumers",
                String.valueOf(consumers),
                "booking.parking.consumers",
                String.valueOf(parkingConsumers));
        TestClock time = new TestClock(Instant.EPOCH);
        AtomicReference<SqsClient> client = new AtomicReference<>();
        MessageKeeper keeper = new MessageKeeper(client::get, time, SqsClientConfiguration.keeperThreads(settings));
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ScriptedAws aws = new ScriptedAws();
                SqsClient sqs = new SqsClientConfiguration()
                        .sqsClient(null, new AwsConfiguration().requestBudget(settings), keeper, settings)) {
            client.set(sqs);
            for (int i = 0; i < batches; i++) {
                aws.thenAnswer("""
                        {"Messages": [{"MessageId": "m", "ReceiptHandle": "%d", "Body": "", "MD5OfBody": "d41d8cd98f00b204e9800998ecf8427e"}]}""".formatted(i));
                sqs.receiveMessage(receive -> receive.queueUrl(QUEUE).visibilityTimeout(600));
            }
            for (int i = 0; i < batches + callers + batches; i++) {
                aws.thenAnswer("{}", Duration.ofDays(1));
            }

            for (int i = 0; i < batches + callers; i++) {
                threads.submit(
                        () -> sqs.sendMessage(send -> send.queueUrl(QUEUE).messageBody("x")));
            }
            time.set(time.instant().plusSeconds(150));
            keeper.extend();

            await().atMost(Duration.ofSeconds(25)).untilAsserted(() -> assertThat(aws.operations())
                    .filteredOn("ChangeMessageVisibilityBatch"::equals)
                    .hasSize(batches));
            await().untilAsserted(() -> assertThat(aws.operations())
                    .filteredOn("SendMessage"::equals)
                    .hasSize(batches + callers));
        } finally {
            threads.shutdownNow();
            keeper.stop();
        }
    }

    private static URI endpoint(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static HeaderFilterStrategy strategy(CamelContext context, String endpoint) {
        return context.getEndpoint(endpoint, Sqs2Endpoint.class).getHeaderFilterStrategy();
    }

    private static CamelContext context() throws Exception {
        try (ScriptedAws aws = new ScriptedAws()) {
            CamelContext context = new DefaultCamelContext();
            SqsClientConfiguration configuration = new SqsClientConfiguration();
            MessageKeeper keeper = configuration.messageKeeper(context, TestSettings.with());
            context.getRegistry().bind("keeper", MessageKeeper.class, keeper);
            context.getRegistry()
                    .bind(
                            "sqs",
                            SqsClient.class,
                            configuration.sqsClient(
                                    context,
                                    new AwsConfiguration().requestBudget(TestSettings.with()),
                                    keeper,
                                    TestSettings.with("booking.aws.attempts", "1")));
            configuration.configure(context);
            assertThat(aws.requests()).isEmpty();
            return context;
        }
    }
}
