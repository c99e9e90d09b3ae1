package io.github.nannybooking.testing.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A request of the SDK in the JSON protocol. */
record AwsRequest(String method, URI uri, Map<String, List<String>> headers, String target, byte[] body) {

    static final ObjectMapper JSON = new ObjectMapper();

    static AwsRequest read(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        return new AwsRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                target == null ? "" : target,
                exchange.getRequestBody().readAllBytes());
    }

    /** Returns the operation, such as {@code TransactWriteItems}, empty if the SDK did not send the request. */
    String operation() {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    boolean isSqs() {
        return target.startsWith("AmazonSQS");
    }

    ObjectNode json() throws IOException {
        return (ObjectNode) JSON.readTree(body);
    }

    AwsRequest with(ObjectNode json) throws IOException {
        return new AwsRequest(method, uri, headers, target, JSON.writeValueAsBytes(json));
    }
}
