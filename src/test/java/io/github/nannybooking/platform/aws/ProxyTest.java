package io.github.nannybooking.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.nannybooking.testing.TestSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Requests to AWS behind a proxy, which the tests name as Java does; the SDK reads HTTP_PROXY and NO_PROXY in the same way. */
class ProxyTest {

    private static final Set<String> PROPERTIES = Set.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts");

    private final List<String> byProxy = Collections.synchronizedList(new ArrayList<>());
    private final List<String> direct = Collections.synchronizedList(new ArrayList<>());
    private HttpServer proxy;
    private HttpServer endpoint;

    @BeforeEach
    void start() throws IOException {
        proxy = server(byProxy);
        endpoint = server(direct);
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(proxy.getAddress().getPort()));
    }

    private static HttpServer server(List<String> received) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        PROPERTIES.forEach(System::clearProperty);
        proxy.stop(0);
        endpoint.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST"})
    void should_reach_an_emulator_on_this_machine_without_the_proxy(String host) throws IOException {
        assertThat(status("http://%s:%d/".formatted(host, endpoint.getAddress().getPort())))
                .isEqualTo(200);

        assertThat(byProxy).isEmpty();
        assertThat(direct).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://dynamodb.us-east-1.amazonaws.test/", "http://127.0.0.1.example.test/"})
    void should_reach_aws_through_the_proxy(String url) throws IOException {
        assertThat(status(url)).isEqualTo(200);

        assertThat(byProxy).hasSize(1);
    }

    @Test
    void should_keep_the_hosts_that_the_environment_names() {
        System.setProperty("http.nonProxyHosts", "vpce-1.test");

        assertThatThrownBy(() -> status("http://vpce-1.test/")).isInstanceOf(IOException.class);
        assertThat(byProxy).isEmpty();
    }

    private static int status(String url) throws IOException {
        try (SdkHttpClient client =
                AwsConfiguration.httpClient(TestSettings.with()).build()) {
            return client.prepareRequest(HttpExecuteRequest.builder()
                            .request(SdkHttpRequest.builder()
                                    .method(SdkHttpMethod.GET)
                                    .uri(URI.create(url))
                                    .build())
                            .build())
                    .call()
                    .httpResponse()
                    .statusCode();
        }
    }
}
