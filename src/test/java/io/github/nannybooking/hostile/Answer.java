package io.github.nannybooking.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer as received.
 *
 * @param headers the values by the names in lower case
 * @param length  the length of the answer in bytes
 */
record Answer(int status, List<String> headers, String body, int length) {

    private static final Pattern LENGTH = Pattern.compile("(?m)^content-length: (\\d+)\r?$");
    private static final String END = "\r\n\r\n";

    /** Returns the first answer in {@code received}, which has one character for each byte, if it is complete. */
    static Optional<Answer> first(String received) {
        int end = received.indexOf(END);
        if (end < 0) {
            return Optional.empty();
        }
        List<String> lines = Stream.of(received.substring(0, end).split("\r\n"))
                .map(line -> line.contains(": ")
                        ? line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                                + line.substring(line.indexOf(':'))
                        : line)
                .toList();
        int from = end + END.length();
        int to = bodyEnd(String.join("\n", lines), received, from);
        return to < 0
                ? Optional.empty()
                : Optional.of(new Answer(
                        Integer.parseInt(lines.get(0).split(" ")[1]),
                        lines.subList(1, lines.size()),
                        new String(received.substring(from, to).getBytes(ISO_8859_1), UTF_8),
                        to));
    }

    private static int bodyEnd(String head, String received, int from) {
        if (head.contains("transfer-encoding: chunked")) {
            int last = received.indexOf("\r\n0" + END, from);
            return last < 0 ? last : last + 3 + END.length();
        }
        Matcher length = LENGTH.matcher(head);
        int to = from + (length.find() ? Integer.parseInt(length.group(1)) : 0);
        return to <= received.length() ? to : -1;
    }

    /** Returns the value of a header, empty if there is none. */
    String header(String name) {
        return headers.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    List<String> headerNames() {
        return headers.stream()
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }
}
