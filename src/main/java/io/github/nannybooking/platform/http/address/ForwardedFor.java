package io.github.nannybooking.platform.http.address;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The headers in which each proxy appends for whom it forwards a request. */
enum ForwardedFor {
    /** A list of addresses. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        List<String> hops(String value) {
            return Stream.of(value.split(",", -1)).map(String::strip).toList();
        }
    },
    /** RFC 7239: a list of elements such as {@code for="[2001:db8::1]:4711";proto=https}. */
    FORWARDED("Forwarded") {
        @Override
        List<String> hops(String value) {
            List<String> hops = new ArrayList<>();
            String hop = UNKNOWN;
            Matcher pair = PAIR.matcher(value);
            boolean more = true;
            while (more) {
                if (!pair.lookingAt()) {
                    return List.of(UNKNOWN);
                }
                if ("for".equalsIgnoreCase(pair.group("name"))) {
                    hop = pair.group("value").replace("\"", "");
                }
                if (!";".equals(pair.group("end"))) {
                    hops.add(hop);
                    // an element need not name an address
                    hop = UNKNOWN;
                }
                more = !pair.group("end").isEmpty();
                pair.region(pair.end(), value.length());
            }
            return hops;
        }
    };

    private static final String UNKNOWN = "unknown";

    /** Possessive, so that no value takes long. No address needs an escape, so none is read. */
    private static final Pattern PAIR = Pattern.compile(
            "\\s*+(?:(?<name>[^\\s=\",;]++)=(?<value>\"[^\"\\\\]*+\"|[^\\s\",;]*+))?+\\s*+(?<end>[,;]|$)");

    private final String header;

    ForwardedFor(String header) {
        this.header = header;
    }

    boolean isIn(MultiMap headers) {
        return headers.contains(header);
    }

    /** The callers of the proxies, the last proxy's at the end; a text that is no address if a proxy names none. */
    List<String> hops(MultiMap headers) {
        // several lines are one list: RFC 9110, 5.3
        return hops(String.join(",", headers.getAll(header)));
    }

    abstract List<String> hops(String value);
}
