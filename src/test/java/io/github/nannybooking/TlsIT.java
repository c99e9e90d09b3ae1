package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.JarProcess;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestAws;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests TLS with Camel's own settings, as in {@code docs/operations.md}. */
class TlsIT {

    private static final String PASSWORD = "not-in-the-log";

    private static Path keyStore;
    private static JarProcess app;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        keyStore = directory.resolve("server.p12");
        assertThat(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                keyStore.toString(),
                                "-storepass",
                                PASSWORD,
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=ip:127.0.0.1")
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Map<String, String> environment =
                new HashMap<>(TestAws.shared().newResources().asEnvironment());
        environment.put("CAMEL_SSL_ENABLED", "true");
        environment.put("CAMEL_SSL_KEYSTORE", keyStore.toString());
        environment.put("CAMEL_SSL_KEYSTOREPASSWORD", PASSWORD);
        environment.put("CAMEL_SERVER_USEGLOBALSSLCONTEXTPARAMETERS", "true");
        app = JarProcess.start(
                directory, TestAws.shared().dynamoDbEndpoint(), TestAws.shared().sqsEndpoint(), environment);
        app.awaitLive();
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
    }

    @Test
    void should_answer_https_with_strict_transport_security() throws Exception {
        HttpResponse<String> answer =
                get(HttpClient.newBuilder().sslContext(trustingTheKeyStore()).build());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(app.log()).doesNotContain(PASSWORD);
    }

    @Test
    void should_not_answer_plain_http() {
        try (RawConnection connection = new RawConnection(app.caller().port())) {
            assertThat(connection
                            .send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .readToEnd())
                    .doesNotContain("HTTP");
        }
    }

    /** The beginning of RFC 4346 and RFC 2246, whose versions are 03 02 and 03 01 in the handshake. */
    @ParameterizedTest
    @ValueSource(strings = {"0302", "0301"})
    void should_refuse_versions_before_1_2(String version) {
        String hello = version + "00".repeat(32) + "00" + "0004" + "c00a" + "c014" + "0100";
        String handshake = "01" + "0000%02x".formatted(hello.length() / 2) + hello;
        String record = "16" + "0301" + "00%02x".formatted(handshake.length() / 2) + handshake;
        try (RawConnection connection = new RawConnection(app.caller().port())) {
            String answer = connection.send(HexFormat.of().parseHex(record)).readToEnd();

            // a fatal alert: protocol_version
            assertThat(answer).startsWith("\u0015").endsWith("\u0002\u0046");
        }
    }

    @Test
    void should_not_use_tls_on_the_management_port() {
        assertThat(app.caller().managementStatus("/observe/health/live")).isEqualTo(200);
    }

    private static HttpResponse<String> get(HttpClient client) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:%d/nowhere"
                                .formatted(app.caller().port())))
                        .build(),
                BodyHandlers.ofString());
    }

    private static SSLContext trustingTheKeyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keyStore)) {
            store.load(file, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
