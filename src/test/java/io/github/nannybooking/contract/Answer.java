package io.github.nannybooking.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An HTTP answer of the application.
 *
 * @param headers the values by the names in lower case
 */
record Answer(int status, Map<String, String> headers, String body) {

    static Answer of(HttpResponse<String> answer) {
        return new Answer(
                answer.statusCode(),
                answer.headers().map().entrySet().stream()
                        .collect(toMap(header -> header.getKey().toLowerCase(Locale.ROOT), header -> header.getValue()
                                .get(0))),
                answer.body());
    }

    /** @param raw the answer as received */
    static Answer read(String raw) {
        String[] parts = raw.split("\r\n\r\n", 2);
        return new Answer(
                Integer.parseInt(parts[0].split(" ")[1]),
                Stream.of(parts[0].split("\r\n"))
                        .skip(1)
                        .map(line -> line.split(": ", 2))
                        .collect(toMap(header -> header[0].toLowerCase(Locale.ROOT), header -> header[1])),
                parts[1]);
    }

    /** Returns the title of the problem, if the answer is one. */
    Optional<String> title() {
        return status < 400 ? Optional.empty() : Optional.of(new JsonObject(body).getString("title"));
    }

    /** Asserts that the media type, the headers and the body match the contract. */
    void assertIs(Document document, JsonObject described, String what) {
        String status = what + " " + this.status;
        Document.objects(described.getJsonObject("headers"))
                .filter(header -> !isOfRolesOnly(header.getKey()))
                .forEach(header -> assertThat(headers.get(header.getKey().toLowerCase(Locale.ROOT)))
                        .as("%s %s", status, header.getKey())
                        .isNotNull()
                        .matches(pattern(header.getValue())));
        if (!described.containsKey("content")) {
            assertThat(body).as(status).isEmpty();
            return;
        }
        String type = headers.get("content-type");
        JsonObject json = new JsonObject(body);
        assertThat(Document.body(described, type))
                .as("%s %s", status, type)
                .hasValueSatisfying(content -> document.assertValid(content.getJsonObject("schema"), json, status));
        title().ifPresent(title -> {
            JsonObject example = Document.problems(described).get(title);
            assertThat(example).as("%s %s", status, title).isNotEmpty();
            assertThat(json.getString("type")).isEqualTo(example.getString("type"));
            assertThat(json.getInteger("status"))
                    .isEqualTo(example.getInteger("status"))
                    .isEqualTo(this.status);
        });
    }

    /** No token would help with the other problems of a 403. */
    private boolean isOfRolesOnly(String header) {
        return status == 403 && header.equals("WWW-Authenticate") && !title().equals(Optional.of("Insufficient role"));
    }

    private static String pattern(JsonObject header) {
        return header.getJsonObject("schema").getString("type").equals("integer") ? "\\d+" : ".+";
    }
}
