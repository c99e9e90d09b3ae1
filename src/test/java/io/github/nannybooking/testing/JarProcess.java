package io.github.nannybooking.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.dev.SdkEnvironment;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The packaged jar in a process of its own, in an empty directory, with nothing but the environment to go by; or the
 * application as on a laptop.
 */
public final class JarProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "nanny-booking.jar").toAbsolutePath();

    /** For processes that end soon: the better compiler and parallel garbage collection cost more than they bring. */
    static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Nothing else of the environment that the tests happen to run in. */
    static final Set<String> INHERITED = Set.of("PATH", "HOME");

    private final Process process;
    private final Path log;
    private final HttpCaller caller;

    private JarProcess(Process process, Path log, HttpCaller caller) {
        this.process = process;
        this.log = log;
        this.caller = caller;
    }

    /** @param environment beside the ports, credentials that no real account knows, and {@code BOOKING_AUTH=none} */
    public static JarProcess start(Path directory, URI dynamoDb, URI sqs, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(QUICK);
        command.addAll(List.of(
                "-XX:SharedArchiveFile=" + ClassArchive.of(JAR), "-Duser.home=" + directory, "-jar", JAR.toString()));
        return start(directory, onAws(dynamoDb, sqs, environment), command);
    }

    /** Likewise, by the command that {@code docs/operations.md} names, without an option that makes it faster. */
    public static JarProcess startAsDocumented(Path directory, URI dynamoDb, URI sqs, Map<String, String> environment)
            throws IOException {
        return start(directory, onAws(dynamoDb, sqs, environment), List.of("-jar", JAR.toString()));
    }

    private static Map<String, String> onAws(URI dynamoDb, URI sqs, Map<String, String> environment) {
        Map<String, String> onAws = new HashMap<>(Map.of(
                "BOOKING_AUTH",
                "none",
                "AWS_REGION",
                SdkEnvironment.REGION,
                "AWS_ACCESS_KEY_ID",
                SdkEnvironment.CREDENTIAL,
                "AWS_SECRET_ACCESS_KEY",
                SdkEnvironment.CREDENTIAL,
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDb.toString(),
                "AWS_ENDPOINT_URL_SQS",
                sqs.toString(),
                "BOOKING_RATE_LIMIT",
                "1000000"));
        onAws.putAll(environment);
        return onAws;
    }

    /** The application as {@code camel:run} runs it, beside emulators of its own, for a user with this home. */
    public static JarProcess startDev(Path home) throws IOException {
        List<String> command = new ArrayList<>(QUICK);
        command.addAll(List.of(
                "-Duser.home=" + home,
                "-classpath",
                Path.of("target", "classes") + File.pathSeparator + System.getProperty("dev.classpath"),
                "io.github.nannybooking.dev.NannyBookingDev"));
        return start(Path.of(""), Map.of("LOCAL_DYNAMODB_PORT", "0", "LOCAL_SQS_PORT", "0"), command);
    }

    private static JarProcess start(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        int port = FreePorts.next();
        int managementPort = FreePorts.next();
        Path log = Files.createTempFile("nanny-booking", ".log");
        ProcessBuilder java = new ProcessBuilder(ClassArchive.JAVA)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        java.command().addAll(arguments);
        java.environment().keySet().retainAll(INHERITED);
        java.environment()
                .putAll(Map.of("HTTP_PORT", String.valueOf(port), "MANAGEMENT_PORT", String.valueOf(managementPort)));
        java.environment().putAll(environment);
        return new JarProcess(java.start(), log, new HttpCaller(port, managementPort));
    }

    public HttpCaller caller() {
        return caller;
    }

    public long pid() {
        return process.pid();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of its log; fails if any is no JSON. */
    public List<JsonNode> logged() {
        return log().lines().map(JarProcess::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON in the log: " + line, e);
        }
    }

    /** Within the 30 s that a deployment waits after SIGTERM. */
    public int awaitExit() throws InterruptedException {
        return awaitExit(Duration.ofSeconds(30));
    }

    public int awaitExit(Duration within) throws InterruptedException {
        assertThat(process.waitFor(within.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Asks it to stop (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Fails at once, with its log, if it ends before it is live. */
    public void awaitLive() {
        await().atMost(Duration.ofMinutes(3))
                .failFast(() -> assertThat(process.isAlive()).as(this::log).isTrue())
                .until(() -> caller.managementStatus("/observe/health/live") == 200);
    }

    /** Ends it as a crash does (SIGKILL): nothing of it runs any more on return. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
