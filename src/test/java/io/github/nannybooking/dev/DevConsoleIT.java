package io.github.nannybooking.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.nannybooking.testing.JarProcess;
import io.github.nannybooking.testing.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The developer console over HTTP, and the files that the {@code camel} command uses. */
class DevConsoleIT {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration CLI = Duration.ofSeconds(60);

    @TempDir
    private static Path home;

    private static final List<String> crossSiteAnswers = new ArrayList<>();

    private static JarProcess app;

    @BeforeAll
    static void start() throws IOException {
        // as the camel command creates it
        Files.createDirectory(home.resolve(".camel"));
        app = JarProcess.startDev(home, Map.of("CAMEL_CLI", "true"));
        await().atMost(START).until(() -> {
            crossSiteAnswers.add(console(app, "cross-site"));
            return showsRoutes(app);
        });
    }

    private static boolean showsRoutes(JarProcess running) {
        return console(running, "none").contains("Id: book-nanny");
    }

    /** The routes in the console; empty before the server accepts requests. */
    private static String console(JarProcess running, String site) {
        try {
            return running.caller()
                    .management("/q/dev/route", "Sec-Fetch-Site", site)
                    .body();
        } catch (IllegalStateException notYet) {
            return "";
        }
    }

    @AfterAll
    static void stop() throws Exception {
        app.terminate();
        app.awaitExit();
        try (Stream<Path> left = Files.list(home.resolve(".camel"))) {
            assertThat(left).as("files that it did not delete").isEmpty();
        } finally {
            app.close();
        }
    }

    @Test
    void should_let_the_cli_see_and_stop_a_route() throws IOException {
        await().atMost(CLI).until(() -> state("read-queues").equals("Started"));

        send("{\"action\": \"route\", \"id\": \"read-queues\", \"command\": \"stop\"}");

        await().atMost(CLI).until(() -> state("read-queues").equals("Stopped"));
    }

    @Test
    void should_write_no_files_for_the_cli_by_default(@TempDir Path otherHome) throws Exception {
        try (JarProcess other = JarProcess.startDev(otherHome, Map.of())) {
            await().atMost(START).until(() -> showsRoutes(other));

            assertThat(otherHome).isEmptyDirectory();
            other.terminate();
            other.awaitExit();
        }
    }

    @Test
    void should_trace_messages_after_the_cli_enables_it() throws IOException {
        app.caller().readBooking("job-unseen");
        send("{\"action\": \"trace\", \"enabled\": \"true\"}");
        await().atMost(CLI).until(() -> read("output").contains("\"enabled\":true"));

        app.caller().readBooking("job-seen");

        await().atMost(CLI).until(() -> read("trace").contains("\"nodeId\":\"parse-booking-id\""));
        assertThat(read("trace")).contains("job-seen").doesNotContain("job-unseen");
    }

    @Test
    void should_show_the_routes_by_http() {
        assertThat(app.caller().management("/q/dev/route/book-nanny")).contains("Id: book-nanny", "State: Started");
    }

    @Test
    void should_count_the_exchanges_of_each_route() {
        int before = app.caller().exchanges("list-open-jobs", "total");

        app.caller().get("/jobs?status=OPEN");

        assertThat(app.caller().exchanges("list-open-jobs", "total")).isEqualTo(before + 1);
    }

    @Test
    void should_reject_requests_of_other_origins() {
        for (String site : new String[] {"cross-site", "same-site"}) {
            assertThat(app.caller()
                            .management("/q/dev/route", "Sec-Fetch-Site", site)
                            .statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(app.caller()
                        .management("/q/dev/route", "Sec-Fetch-Site", "none")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void should_reject_requests_of_other_origins_during_the_start() {
        assertThat(crossSiteAnswers).isNotEmpty().noneMatch(shown -> shown.contains("Id: "));
    }

    @Test
    void should_make_the_files_of_the_cli_readable_only_for_the_owner() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".camel"))))
                .isEqualTo("rwx------");
    }

    @Test
    void should_reject_requests_to_another_host_name() {
        try (RawConnection connection = new RawConnection(app.caller().managementPort())) {
            connection.send("GET /q/dev/route HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n");

            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 403 ");
        }
    }

    /** Moves the file, since the application reads and deletes it as soon as it exists. */
    private static void send(String action) throws IOException {
        Files.move(Files.writeString(home.resolve("action"), action), file("action"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String state(String route) {
        return StreamSupport.stream(status().path("routes").spliterator(), false)
                .filter(seen -> seen.get("routeId").asText().equals(route))
                .map(seen -> seen.get("state").asText())
                .findFirst()
                .orElse("");
    }

    /** Empty while the application writes the file. */
    private static JsonNode status() {
        try {
            return new JsonMapper().readTree(read("status"));
        } catch (JsonProcessingException e) {
            return new JsonMapper().createObjectNode();
        }
    }

    private static String read(String kind) {
        try {
            return Files.readString(file(kind));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String kind) {
        return home.resolve(".camel").resolve(app.pid() + "-" + kind + ".json");
    }
}
