package io.github.nannybooking.testing.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An answer in the JSON protocol of DynamoDB and SQS. */
record AwsAnswer(int status, Map<String, List<String>> headers, byte[] body) {

    /** The headers that belong to a connection. */
    private static final Set<String> OF_ONE_CONNECTION =
            caseless("Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length");

    /** The headers that depend on the body. */
    private static final Set<String> OF_ONE_BODY = caseless("x-amz-crc32");

    static AwsAnswer of(int status, ObjectNode json) throws IOException {
        return new AwsAnswer(
                status,
                Map.of("Content-Type", List.of("application/x-amz-json-1.0")),
                AwsRequest.JSON.writeValueAsBytes(json));
    }

    ObjectNode json() throws IOException {
        return (ObjectNode) AwsRequest.JSON.readTree(body);
    }

    AwsAnswer with(ObjectNode json) throws IOException {
        return new AwsAnswer(status, without(OF_ONE_BODY), AwsRequest.JSON.writeValueAsBytes(json));
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().putAll(without(OF_ONE_CONNECTION));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Map<String, List<String>> without(Set<String> names) {
        return headers.entrySet().stream()
                .filter(header -> !names.contains(header.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}
