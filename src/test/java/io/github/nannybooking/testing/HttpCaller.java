package io.github.nannybooking.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A caller of the application. */
public final class HttpCaller {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final int managementPort;
    private final String token;

    HttpCaller(int port, int managementPort) {
        this(port, managementPort, null);
    }

    private HttpCaller(int port, int managementPort, String token) {
        this.port = port;
        this.managementPort = managementPort;
        this.token = token;
    }

    /** Returns a caller of the same application that sends this token with each request. */
    public HttpCaller as(String token) {
        return new HttpCaller(port, managementPort, token);
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    /** Returns a request to {@code path} that the caller may still change. */
    public HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = request(port, path);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a POST without waiting for its answer. */
    public CompletableFuture<HttpResponse<String>> postAsync(String path, String json) {
        return CLIENT.sendAsync(posting(path, json).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(posting(path, json));
    }

    public HttpResponse<String> book(String username, String jobId, String applicationId) {
        return send(booking(username, jobId, applicationId));
    }

    /** Returns the status of the answer, empty if the application died before or during the answer. */
    public OptionalInt tryBook(String username, String jobId, String applicationId) {
        try {
            HttpRequest booking = booking(username, jobId, applicationId).build();
            return OptionalInt.of(
                    CLIENT.send(booking, BodyHandlers.discarding()).statusCode());
        } catch (IOException lost) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder booking(String username, String jobId, String applicationId) {
        return posting("/bookings", """
                {"username": "%s", "jobId": "%s", "applicationId": "%s"}""".formatted(username, jobId, applicationId));
    }

    /** Returns the answer of {@code GET /bookings/{jobId}}. */
    public HttpResponse<String> readBooking(String jobId) {
        return send(to("/bookings/" + jobId));
    }

    public HttpResponse<String> get(String path) {
        return send(to(path));
    }

    public HttpResponse<String> delete(String path) {
        return send(to(path).DELETE());
    }

    /** Sends a POST without a body. */
    public HttpResponse<String> post(String path) {
        return send(to(path).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder posting(String path, String json) {
        return to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    /** Returns the status of a GET of the management port, 0 if the connection is refused. */
    public int managementStatus(String path) {
        try {
            return CLIENT.send(request(managementPort, path).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void awaitManagementStatus(String path, int status) {
        await().atMost(Duration.ofSeconds(60)).until(() -> managementStatus(path) == status);
    }

    public String management(String path) {
        return send(request(managementPort, path)).body();
    }

    /**
     * Returns the number of exchanges of a route in the metrics.
     *
     * @param kind {@code total}, {@code succeeded}, {@code failed} or {@code failures_handled}
     */
    public int exchanges(String route, String kind) {
        return management("/observe/metrics")
                .lines()
                .filter(line -> line.matches("camel_exchanges_(\\Q%s\\E|\\Q%s\\E_total)\\{.*routeId=\"\\Q%s\\E\".*"
                        .formatted(kind, kind, route)))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Sends a GET to the management port without waiting for its answer. */
    public CompletableFuture<HttpResponse<String>> managementAsync(String path) {
        return CLIENT.sendAsync(request(managementPort, path).build(), BodyHandlers.ofString());
    }

    /** Sends a GET to the management port with a header that a page of another origin or host would send. */
    public HttpResponse<String> management(String path, String header, String value) {
        return send(request(managementPort, path).header(header, value));
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }
}
