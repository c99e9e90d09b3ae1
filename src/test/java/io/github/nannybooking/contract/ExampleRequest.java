package io.github.nannybooking.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nannybooking.contract.Document.Verb;
import io.github.nannybooking.testing.HttpCaller;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;

/** The request in the examples of an operation. */
record ExampleRequest(Verb verb) {

    HttpRequest.Builder by(HttpCaller caller) {
        return by(caller, "");
    }

    /** @param more additional query parameters */
    HttpRequest.Builder by(HttpCaller caller, String more) {
        HttpRequest.Builder request = caller.to(path() + query(more));
        return body().isEmpty()
                ? request.method(method(), BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").method(method(), BodyPublishers.ofString(body()));
    }

    String method() {
        return verb.method().toUpperCase();
    }

    String path() {
        String path = verb.path();
        for (JsonObject parameter : given("path")) {
            path = path.replace("{" + parameter.getString("name") + "}", example(parameter));
        }
        return path;
    }

    String body() {
        return verb.requestBody()
                .map(body -> body.getJsonObject("example").encode())
                .orElse("");
    }

    private String query(String more) {
        String query = given("query").stream()
                .map(parameter -> parameter.getString("name") + "=" + example(parameter))
                .collect(Collectors.joining("&"));
        return query.isEmpty() && more.isEmpty() ? "" : "?" + query + more;
    }

    private List<JsonObject> given(String in) {
        return verb.parameters().stream()
                .filter(parameter -> parameter.getString("in").equals(in) && parameter.containsKey("example"))
                .toList();
    }

    private static String example(JsonObject parameter) {
        return URLEncoder.encode(parameter.getValue("example").toString(), UTF_8);
    }
}
