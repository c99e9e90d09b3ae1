package io.github.nannybooking.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.NannyBooking;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.settings.SettingsConfiguration;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.faults.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Tests that a second queue, which consists of a YAML route, a bean and settings, is as reliable as the first one. */
class ReliableQueueIT {

    private static final TestAws AWS = TestAws.shared();
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final Marketplace market = Marketplace.create();
    private final TestQueue queue = market.queue();
    private final TestQueue deadLetters = market.deadLetters();
    private final Queue<Main> started = new ConcurrentLinkedQueue<>();

    /** Processes a message by its first word; the rest makes the message unique. */
    public static final class EchoWorker {

        private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
        private final Queue<String> done = new ConcurrentLinkedQueue<>();
        private final CountDownLatch released = new CountDownLatch(1);

        public void work(String message) throws InterruptedException {
            int attempt = attempts.merge(message, 1, Integer::sum);
            switch (message.split(" ")[0]) {
                case "fail-twice" -> {
                    if (attempt <= 2) {
                        throw new IllegalStateException("attempt " + attempt + " failed");
                    }
                }
                case "fail-always" -> throw new IllegalStateException("attempt " + attempt + " failed");
                case "impossible" -> throw new PermanentFailureException("there is no way");
                case "hang" -> released.await();
                case "aws" -> {
                    if (attempt == 1) {
                        throw SdkClientException.create("throttled");
                    }
                }
                default -> {}
            }
            done.add(message);
        }
    }

    @AfterEach
    void stop() {
        started.forEach(Main::stop);
    }

    @Test
    void should_acknowledge_each_message_or_send_it_to_the_dead_letter_queue() {
        EchoWorker worker = new EchoWorker();
        List<String> good = Stream.of("fine", "fail-twice", "aws")
                .flatMap(kind -> messages(kind, 10))
                .toList();
        List<String> bad = Stream.of("fail-always", "impossible")
                .flatMap(kind -> messages(kind, 5))
                .toList();
        send(good);
        send(bad);

        // a request that SQS answers after its timeout is repeated: it sends a dead letter twice, or counts a receive
        start(worker, AWS.sqsEndpoint(), "echo.visibility-timeout=20", "booking.aws.attempt-timeout=5000");

        await().atMost(SETTLED).until(() -> queue.size() == 0 && deadLetters.size() == bad.size());
        assertThat(worker.done).as("each message once").containsExactlyInAnyOrderElementsOf(good);
        assertThat(worker.attempts)
                .allSatisfy((message, attempts) -> assertThat(attempts).isEqualTo(attemptsOf(message)));
        List<Message> dead = deadLetters.takeAll();
        assertThat(dead).extracting(Message::body).containsExactlyInAnyOrderElementsOf(bad);
        assertThat(dead).allSatisfy(letter -> {
            boolean impossible = letter.body().startsWith("impossible");
            assertThat(attribute(letter, "reason")).isEqualTo(impossible ? "there is no way" : "attempt 3 failed");
            assertThat(attribute(letter, "exception"))
                    .isEqualTo((impossible ? PermanentFailureException.class : IllegalStateException.class).getName());
            assertThat(attribute(letter, "attempts")).isEqualTo(impossible ? "1" : "3");
            assertThat(attribute(letter, "failedOn")).matches("\\d{10}");
            assertThat(attribute(letter, "originalMessageId")).isNotBlank().isNotEqualTo(letter.messageId());
        });
    }

    private static int attemptsOf(String message) {
        return switch (message.split(" ")[0]) {
            case "fail-twice", "fail-always" -> 3;
            case "aws" -> 2;
            default -> 1;
        };
    }

    @Test
    void should_keep_a_message_invisible_beyond_its_visibility_timeout() {
        EchoWorker worker = new EchoWorker();
        EchoWorker other = new EchoWorker();
        start(worker, AWS.sqsEndpoint());
        send(List.of("hang 1"));
        await().atMost(SETTLED).until(() -> worker.attempts.containsKey("hang 1"));
        start(other, AWS.sqsEndpoint());

        // the visibility timeout is 4 s
        await().during(Duration.ofSeconds(9)).atMost(SETTLED).until(other.attempts::isEmpty);
        worker.released.countDown();

        await().atMost(SETTLED).until(() -> queue.size() == 0);
        assertThat(worker.done).containsExactly("hang 1");
        assertThat(other.attempts).isEmpty();
    }

    @Test
    void should_process_the_messages_of_an_instance_that_was_killed() {
        EchoWorker dying = new EchoWorker();
        EchoWorker other = new EchoWorker();
        List<String> messages =
                Stream.concat(messages("hang", 4), messages("fine", 40)).toList();
        try (FaultProxy toSqs = new FaultProxy(AWS.sqsEndpoint()).open()) {
            start(dying, toSqs.endpoint());
            send(messages);
            await().atMost(SETTLED).until(() -> !dying.attempts.isEmpty());

            // without SQS, the instance no longer acknowledges, extends or returns messages, as if it were killed
            toSqs.shut();
            other.released.countDown();
            start(other, AWS.sqsEndpoint());

            await().atMost(SETTLED).until(() -> queue.size() == 0);
            dying.released.countDown();
        }
        assertThat(Stream.concat(dying.done.stream(), other.done.stream()).distinct())
                .as("all messages, some of them twice")
                .containsExactlyInAnyOrderElementsOf(messages);
        assertThat(deadLetters.size()).isZero();
    }

    /** The application with only the route of the second queue. */
    private void start(EchoWorker worker, URI sqs, String... settings) {
        Main main = TestApp.onFreePorts(new Main());
        NannyBooking.addBeans(
                main.configure(),
                new SettingsConfiguration("booking", List.of("/application.properties", "/echo/echo.properties")));
        main.bind("echoWorker", worker);
        main.setPropertyPlaceholderLocations("classpath:application.properties,classpath:echo/echo.properties");
        main.configure().setRoutesIncludePattern("classpath:echo/routes/*.camel.yaml");
        main.addOverrideProperty("booking.auth", "none");
        main.addOverrideProperty("booking.table", market.resources().table());
        main.addOverrideProperty("booking.aws.attempts", "2");
        main.addOverrideProperty("booking.aws.attempt-timeout", "1000");
        main.addOverrideProperty("echo.queue", market.resources().queue());
        main.addOverrideProperty("echo.dead-letter-queue", market.resources().deadLetterQueue());
        Stream.of(settings).map(setting -> setting.split("=")).forEach(set -> main.addOverrideProperty(set[0], set[1]));
        started.add(main);
        SdkEnvironment.pointAt(AWS.dynamoDbEndpoint(), sqs);
        try {
            main.start();
        } finally {
            SdkEnvironment.pointAt(AWS.dynamoDbEndpoint(), AWS.sqsEndpoint());
        }
    }

    private static Stream<String> messages(String kind, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> kind + " " + i);
    }

    private void send(List<String> messages) {
        SqsBatches.of(messages).forEach(batch -> queue.send(batch, Map.of()));
    }

    private static String attribute(Message message, String name) {
        return message.messageAttributes().get(name).stringValue();
    }
}
