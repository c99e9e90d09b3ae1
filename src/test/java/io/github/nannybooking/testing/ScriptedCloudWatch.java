package io.github.nannybooking.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server that answers GetMetricData like CloudWatch, in the protocol of the SDK
 * (<a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2 CBOR</a>), since no
 * emulator does. New clients of this JVM are configured to use it.
 */
public final class ScriptedCloudWatch implements AutoCloseable {

    private static final ObjectMapper CBOR = new CBORMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Script script;

    private interface Script {
        void answer(HttpExchange exchange) throws IOException;
    }

    public ScriptedCloudWatch() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/service/GraniteServiceVersion20100801/operation/GetMetricData", this::handle);
        server.setExecutor(threads);
        server.start();
        System.setProperty("aws.endpointUrlCloudWatch", endpoint().toString());
        answer(Map.of());
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers from now on with these values, by the ids of the queries. */
    public void answer(Map<String, List<Double>> values) {
        List<?> results = values.entrySet().stream()
                .map(query -> Map.of("Id", query.getKey(), "Values", query.getValue(), "StatusCode", "Complete"))
                .toList();
        script = exchange -> send(exchange, 200, Map.of("MetricDataResults", results));
    }

    /** Answers from now on with this error of AWS. */
    public void fail(int status, String code) {
        script = exchange ->
                send(exchange, status, Map.of("__type", "com.amazonaws.cloudwatch#" + code, "message", "scripted"));
    }

    /** Answers no request from now on. */
    public void fallSilent() {
        script = exchange -> {};
    }

    /** Returns the requests until now. */
    public List<JsonNode> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(CBOR.readTree(exchange.getRequestBody().readAllBytes()));
        script.answer(exchange);
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        try (exchange) {
            byte[] bytes = CBOR.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/cbor");
            exchange.getResponseHeaders().set("Smithy-Protocol", "rpc-v2-cbor");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
