package io.github.nannybooking.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry of the corpus; {@code src/test/resources/hostile/README.md} describes its fields.
 *
 * @param theme the file that contains it
 */
record HostileRequest(
        String theme,
        String name,
        String request,
        List<String> headers,
        List<String> without,
        String body,
        String encoding,
        String raw,
        JsonNode as,
        String answer,
        String detail) {

    private static final Pattern VERSION = Pattern.compile(" [A-Z]+/[\\d.]*$");

    HostileRequest {
        request = Optional.ofNullable(request).orElse("POST /bookings");
        headers = Optional.ofNullable(headers).orElse(List.of());
        without = Optional.ofNullable(without).orElse(List.of());
        encoding = Optional.ofNullable(encoding).orElse("UTF-8");
    }

    HostileRequest of(String file) {
        return new HostileRequest(file, name, request, headers, without, body, encoding, raw, as, answer, detail);
    }

    /** Else the server hangs up. */
    boolean isAnswered() {
        return !answer.equals("nothing");
    }

    int status() {
        return Integer.parseInt(answer.substring(0, 3));
    }

    String title() {
        return answer.substring(4);
    }

    /** What goes over the wire. */
    byte[] bytes(Map<String, String> names) {
        return raw == null ? assembled(names) : Bytes.of(raw, StandardCharsets.UTF_8, names);
    }

    private byte[] assembled(Map<String, String> names) {
        byte[] content = body == null ? new byte[0] : Bytes.of(body, Charset.forName(encoding), names);
        List<String> lines = new ArrayList<>();
        lines.add(VERSION.matcher(request).find() ? request : request + " HTTP/1.1");
        addUnlessNamed(lines, "Host: 127.0.0.1");
        addUnlessNamed(lines, "Connection: close");
        if (names.containsKey("authorization")) {
            addUnlessNamed(lines, "Authorization: <<authorization>>");
        }
        if (body != null) {
            addUnlessNamed(lines, "Content-Type: application/json");
            addUnlessNamed(lines, "Content-Length: " + content.length);
        }
        lines.addAll(headers);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Bytes.of(String.join("\r\n", lines) + "\r\n\r\n", StandardCharsets.UTF_8, names));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private void addUnlessNamed(List<String> lines, String header) {
        String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
        if (without.stream().noneMatch(name::equalsIgnoreCase)
                && headers.stream()
                        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))) {
            lines.add(header);
        }
    }

    @Override
    public String toString() {
        return theme + ": " + name;
    }
}
