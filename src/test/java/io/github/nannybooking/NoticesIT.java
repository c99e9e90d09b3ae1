package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.nannybooking.platform.startup.RouteFiles;
import io.github.nannybooking.testing.JarProcess;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestTable;
import io.github.nannybooking.testing.Webhook;
import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests the notices of the shipped routes and of the examples. */
@Execution(ExecutionMode.CONCURRENT)
class NoticesIT {

    private static final TestAws AWS = TestAws.shared();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SIGTERM = 128 + 15;
    private static final String PASSWORD = "p+w &%41=);secret";

    @TempDir
    private Path routes;

    @TempDir
    private Path directory;

    private final Marketplace market = Marketplace.create();
    private final TestTable table = market.table();

    @Test
    void should_log_each_notice_once() throws Exception {
        putJob("j1");
        // the check is due only after the notice, otherwise it would send a second one
        try (JarProcess app =
                start(Map.of("BOOKING_RECONCILE_FIRST_CHECK", "3600", "BOOKING_RECONCILE_MAX_DELAY", "3600"))) {
            assertThat(app.caller().book("maria", "j1", "a1").statusCode()).isEqualTo(200);
            assertThat(app.caller().book("maria", "j1", "a1").statusCode()).isEqualTo(200);
            await().atMost(MINUTE).until(() -> !table.booking("j1").containsKey("acceptedNotice"));
            await().atMost(MINUTE).until(() -> "DECLINED".equals(table.applicationStatus("j1", "a2")));
            table.letBookingBeDue("j1");
            awaitCompleted("j1");

            assertThat(app.caller().management("/observe/metrics"))
                    .as("a decline is only counted")
                    .containsPattern("declined_applications_total\\S* 1\\.0");
            assertThat(app.logged())
                    .filteredOn(line -> line.get("log.logger").asText().equals("notify-accepted"))
                    .singleElement()
                    .extracting(line -> line.get("message").asText())
                    .isEqualTo(
                            "{\"jobId\":\"j1\",\"applicationId\":\"a1\",\"applicant\":\"nanny-a1\",\"parent\":\"maria\","
                                    + "\"text\":\"maria has accepted application a1 of nanny-a1 for job j1.\"}");
        }
    }

    @Test
    void should_retry_a_webhook_until_it_works() throws Exception {
        putJob("jób");
        replaceRoutes("notify-accepted", "notify-accepted-by-webhook");
        try (Webhook webhook = new Webhook();
                JarProcess app = start(webhook(webhook))) {
            HttpResponse<String> answer = app.caller()
                    .send(app.caller()
                            .to("/bookings?stranger=query")
                            .header("Content-Type", "application/json")
                            .header("X-Stranger", "header")
                            .POST(BodyPublishers.ofString(
                                    "{\"username\": \"maria\", \"jobId\": \"jób\", \"applicationId\": \"a1\"}")));
            assertThat(answer.statusCode()).isEqualTo(200);
            await().atMost(MINUTE).until(() -> webhook.requests().size() >= 2);
            assertThat(table.booking("jób")).containsKey("acceptedNotice");
            assertThat(table.booking("jób").get("bookingStatus").s()).isEqualTo("DECLINING");

            webhook.work();
            awaitCompleted("jób");

            assertThat(table.booking("jób")).doesNotContainKey("acceptedNotice");
            assertThat(webhook.requests()).allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.uri()).hasToString("/hooks/path-secret");
                assertThat(request.headers().keySet())
                        .isSubsetOf(
                                "Accept-encoding",
                                "Authorization",
                                "Connection",
                                "Content-length",
                                "Content-type",
                                "Host",
                                "Transfer-encoding",
                                "Upgrade",
                                "User-agent");
                assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
                assertThat(request.headers().getFirst("Authorization")).isEqualTo("Basic " + base64("me:" + PASSWORD));
                assertThat(new ObjectMapper().readTree(request.body())).isEqualTo(new ObjectMapper().readTree("""
                                {"jobId": "jób", "applicationId": "a1", "applicant": "nanny-a1", "parent": "maria",
                                 "text": "maria has accepted application a1 of nanny-a1 for job jób."}"""));
            });
            assertThat(app.log())
                    .contains("HttpOperationFailedException 503")
                    .doesNotContain("secret")
                    .doesNotContain(base64("me:" + PASSWORD));
            assertThat(app.caller().management("/observe/metrics")).doesNotContain("secret");
        }
    }

    @Test
    void should_give_up_on_a_webhook_that_always_fails() throws Exception {
        putJob("j1");
        replaceRoutes("notify-accepted", "notify-accepted-by-webhook");
        try (Webhook webhook = new Webhook()) {
            Map<String, String> environment = new HashMap<>(webhook(webhook));
            environment.put("BOOKING_NOTICE_ATTEMPTS", "3");
            try (JarProcess app = start(environment)) {
                app.caller().book("maria", "j1", "a1");
                awaitCompleted("j1");

                assertThat(webhook.requests()).hasSize(3);
                assertThat(app.log())
                        .contains("ERROR")
                        .containsPattern(
                                "Giving up notifying the applicant that job j1 is booked .*: attempt 3 failed with");
            }
        }
    }

    @Test
    void should_notify_the_applicant_after_a_crash() throws Exception {
        putJob("j1");
        replaceRoutes("notify-accepted", "notify-accepted-by-webhook");
        try (Webhook webhook = new Webhook()) {
            webhook.fallSilent();
            try (JarProcess app = start(webhook(webhook))) {
                assertThat(app.caller().book("maria", "j1", "a1").statusCode()).isEqualTo(200);
                app.kill();
            }
        }
        try (Webhook webhook = new Webhook();
                JarProcess app = start(webhook(webhook))) {
            webhook.work();
            awaitCompleted("j1");

            assertThat(webhook.requests()).isNotEmpty();
        }
    }

    @Test
    void should_not_delay_bookings_when_a_webhook_hangs() throws Exception {
        putJob("j1");
        putJob("j2");
        replaceRoutes("notify-accepted", "notify-accepted-by-webhook");
        try (Webhook webhook = new Webhook()) {
            webhook.fallSilent();
            try (JarProcess app = start(webhook(webhook))) {
                assertThat(app.caller().book("maria", "j1", "a1").statusCode()).isEqualTo(200);
                await().atMost(MINUTE).until(() -> !webhook.requests().isEmpty());
                table.putApplication("j1", "late", "PENDING", Map.of());

                await().atMost(MINUTE).until(() -> "DECLINED".equals(table.applicationStatus("j1", "late")));
                app.terminate();
                assertThat(app.awaitExit()).isEqualTo(SIGTERM);
            }
        }
    }

    @Test
    void should_notify_a_declined_applicant_until_it_works_and_complete_the_booking_meanwhile() throws Exception {
        putJob("j1");
        replaceRoutes("notify-declined", "notify-declined-by-webhook");
        try (Webhook webhook = new Webhook()) {
            Map<String, String> environment = new HashMap<>(webhook(webhook));
            environment.put("BOOKING_DECLINE_ATTEMPTS", "2");
            environment.put("BOOKING_DECLINE_RETRY_DELAY", "1");
            environment.put("BOOKING_DECLINE_MAX_RETRY_DELAY", "1");
            try (JarProcess app = start(environment)) {
                app.caller().book("maria", "j1", "a1");
                awaitCompleted("j1");
                await().atMost(MINUTE)
                        .until(() ->
                                market.queue().size() == 0 && webhook.requests().size() >= 4);
                assertThat(market.deadLetters().size()).as("is received again").isEqualTo(1);

                webhook.work();
                await().atMost(MINUTE).until(() -> market.deadLetters().size() == 0);

                assertThat(table.failedDeclines()).isEmpty();
                assertThat(webhook.requests())
                        .allSatisfy(request -> assertThat(new ObjectMapper().readTree(request.body()))
                                .isEqualTo(new ObjectMapper().readTree("""
                                        {"jobId": "j1", "applicationId": "a2", "applicant": "nanny-a2",
                                         "text": "Application a2 of nanny-a2 for job j1 is declined."}""")));
                assertThat(app.log()).contains("notify-declined failed").doesNotContain("secret");
            }
        }
    }

    @Test
    void should_mail_a_failed_decline_and_retry_until_the_server_accepts_it() throws Exception {
        replaceRoutes("notify-failed", "notify-failed-by-mail");
        market.queue().send(List.of("{\"id\": \"a1\", \"jobId\": \"j\u00f3b\"}"), Map.of());
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        mail.start();
        Map<String, String> environment = Map.of(
                "NOTICE_MAIL_HOST", "127.0.0.1:" + mail.getSmtps().getPort(),
                "NOTICE_MAIL_USERNAME", "me",
                "NOTICE_MAIL_PASSWORD", PASSWORD,
                "NOTICE_MAIL_FROM", "nanny-booking@example.org",
                "NOTICE_MAIL_TO", "operators@example.org",
                "BOOKING_DECLINE_RETRY_DELAY", "1",
                "BOOKING_DECLINE_MAX_RETRY_DELAY", "1",
                // a locale with ASCII only, and a self-signed certificate
                "LC_ALL", "C",
                "JAVA_TOOL_OPTIONS", "-Dmail.smtps.ssl.trust=* -Dmail.smtps.ssl.checkserveridentity=false");
        try (JarProcess app = start(environment)) {
            await().atMost(MINUTE).until(() -> app.log().contains("AuthenticationFailedException"));
            assertThat(market.deadLetters().size()).as("is received again").isEqualTo(1);

            mail.setUser("operators@example.org", "me", PASSWORD);

            assertThat(mail.waitForIncomingEmail(60_000, 1)).isTrue();
            assertMail(
                    mail.getReceivedMessages()[0],
                    table.failedDeclines().get(0).get("id").s());
            await().until(() -> market.deadLetters().size() == 0);
            assertThat(app.log()).doesNotContain("secret");
            assertThat(app.caller().management("/observe/metrics")).doesNotContain("secret");
        } finally {
            mail.stop();
        }
    }

    private static void assertMail(MimeMessage message, String id) throws Exception {
        assertThat(message.getSubject()).isEqualTo("A decline has failed for good");
        assertThat(message.getFrom()).extracting(Address::toString).containsExactly("nanny-booking@example.org");
        assertThat(message.getAllRecipients()).extracting(Address::toString).containsExactly("operators@example.org");
        assertThat(Collections.list(message.getAllHeaders()).stream().map(Header::getName))
                .isSubsetOf(
                        "Return-Path",
                        "Received",
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "MIME-Version",
                        "Content-Type");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(0).getContent())
                .isEqualTo(
                        "The decline of application a1 for job jób has failed for good and is kept as failed decline %s: the application does not exist."
                                .formatted(id));
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/json");
        assertThat(new ObjectMapper()
                        .readTree((InputStream) parts.getBodyPart(1).getContent())
                        .get("jobId")
                        .asText())
                .isEqualTo("jób");
    }

    private void putJob(String job) {
        table.putJob("maria", job);
        table.putApplications(job, List.of("a1", "a2"), Map.of());
    }

    private void awaitCompleted(String job) {
        await().atMost(MINUTE).until(() -> "COMPLETED"
                .equals(table.booking(job).get("bookingStatus").s()));
    }

    /** Copies all routes and replaces one of them. */
    private void replaceRoutes(String name, String example) throws IOException {
        for (Path route : RouteFiles.in(Path.of("routes"))) {
            Files.copy(route, routes.resolve(route.getFileName()));
        }
        Files.delete(routes.resolve(name + ".camel.yaml"));
        Files.copy(Path.of("examples", example + ".camel.yaml"), routes.resolve(example + ".camel.yaml"));
    }

    private static Map<String, String> webhook(Webhook webhook) {
        return Map.of(
                "NOTICE_WEBHOOK_URL",
                webhook.url("/hooks/path-secret"),
                "NOTICE_WEBHOOK_USERNAME",
                "me",
                "NOTICE_WEBHOOK_PASSWORD",
                PASSWORD);
    }

    private JarProcess start(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "BOOKING_RECONCILE_INTERVAL", "1",
                "BOOKING_RECONCILE_FIRST_CHECK", "1",
                "BOOKING_RECONCILE_MAX_DELAY", "1"));
        all.putAll(environment);
        if (Files.list(routes).findAny().isPresent()) {
            all.put("BOOKING_ROUTES", routes.toString());
        }
        JarProcess app = JarProcess.start(
                directory,
                AWS.dynamoDbEndpoint(),
                AWS.sqsEndpoint(),
                market.resources().asEnvironment(all));
        app.awaitLive();
        return app;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
