package io.github.nannybooking.platform.http.server;

import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * The header {@value #HEADER}
 * (<a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">draft-ietf-httpapi-idempotency-key-header</a>).
 * The draft demands a string in quotation marks. Many clients send it without them, which is the same key.
 *
 * @param idempotencyKey as sent
 */
public record IdempotencyKey(
        @Size(min = 1, max = IdempotencyKey.MAX_LENGTH)
        @Pattern(
                regexp = IdempotencyKey.PATTERN,
                message = "must be one text of visible ASCII characters without backslashes, in quotation marks or not")
        String idempotencyKey) {

    /** The exchange property with the key, missing if the request has none. */
    public static final String PROPERTY = "idempotencyKey";

    private static final String HEADER = "Idempotency-Key";

    /** The maximum length in characters, with quotation marks. */
    private static final int MAX_LENGTH = 255;

    /** A comma separates the values of a repeated header, which proxies may join. The contract has the same pattern. */
    private static final String PATTERN = "^([\\u0021\\u0023-\\u002B\\u002D-\\u005B\\u005D-\\u007E]*"
            + "|[\\u0022][\\u0020\\u0021\\u0023-\\u005B\\u005D-\\u007E][\\u0020\\u0021\\u0023-\\u005B\\u005D-\\u007E]*[\\u0022])$";

    /** Sets the property. The key is no Camel header, because a Camel header could also come from the query. */
    static void set(Exchange exchange, HttpServerRequest request) {
        List<String> values = request.headers().getAll(HEADER);
        if (!values.isEmpty()) {
            exchange.setProperty(PROPERTY, new IdempotencyKey(String.join(",", values)));
        }
    }

    /** The key itself. */
    public String unquoted() {
        return idempotencyKey.replace("\"", "");
    }
}
