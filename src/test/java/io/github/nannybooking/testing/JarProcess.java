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
 * The packaged jar in a separate process, in an empty directory, configured only by its environment; or the
 * application as on a laptop.
 */
public final class JarProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "nanny-booking.jar").toAbsolutePath();

    /** For short processes, for which the optimizing compiler and parallel garbage collection do not pay off. */
    static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The only variables that are inherited from the environment of the tests. */
    static final Set<String> INHERITED = Set.of("PATH", "HOME");

    private final Process process;
    private final Path log;
    private final HttpCaller caller;

    private JarProcess(Process process, Path log, HttpCaller caller) {
        this.process = process;
        this.log = log;
        this.caller = caller;
    }

    /** @param environment variables besides the ports, credentials of no real account, and {@code BOOKING_AUTH=none} */
    public static JarProcess start(Path directory, URI dynamoDb, URI sqs, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(QUICK);
        command.addAll(List.of(
                "-XX:SharedArchiveFile=" + ClassArchive.of(JAR), "-Duser.home=" + directory, "-jar", JAR.toString()));
        return start(directory, onAws(dynamoDb, sqs, environment), command);
    }

    /** Starts the jar with the command of {@code docs/operations.md}, without options that make it faster. */
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

    /** Starts the application like {@code camel:run}, with its own emulators, for a user with this home. */
    public static JarProcess startDev(Path home, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(QUICK);
        command.addAll(List.of(
                "-Duser.home=" + home,
                "-classpath",
                Path.of("target", "classes") + File.pathSeparator + System.getProperty("dev.classpath"),
                "io.github.nannybooking.dev.NannyBookingDev"));
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("LOCAL_DYNAMODB_PORT", "0", "LOCAL_SQS_PORT", "0"));
        return start(Path.of(""), all, command);
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

    /** Returns the lines of the log, and fails if one is not JSON. */
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

    /** A deployment waits 30 s after SIGTERM. */
    public int awaitExit() throws InterruptedException {
        return awaitExit(Duration.ofSeconds(30));
    }

    public int awaitExit(Duration within) throws InterruptedException {
        assertThat(process.waitFor(within.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Requests the shutdown (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Waits until it is live, and fails with its log if it ends before. */
    public void awaitLive() {
        await().atMost(Duration.ofMinutes(3))
                .failFast(() -> assertThat(process.isAlive()).as(this::log).isTrue())
                .until(() -> caller.managementStatus("/observe/health/live") == 200);
    }

    /** Kills the process (SIGKILL), and waits for its end. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(log);
    }
}
