package io.github.nannybooking.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** An error answer, as {@code application/problem+json} (RFC 9457). */
@Schema(
        name = "Problem",
        requiredProperties = {"type", "title", "status", "detail"})
public record Problem(
        @Schema(
                description = "The kind of error, a URN that a program can compare; it resolves to nothing",
                format = "uri")
        String type,

        @Schema(description = "The kind of error in words; the same for all errors of a type")
        String title,

        @Schema(description = "The HTTP status code") int status,

        @Schema(description = "What is wrong with this request, for a person")
        String detail) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static final int SERVICE_UNAVAILABLE = 503;

    private static final String TYPE_PREFIX = "urn:nanny-booking:problem:";

    /** A problem whose type is derived from its title: {@code "No such job"} becomes {@code …:no-such-job}. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(TYPE_PREFIX + title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, status, detail);
    }

    /** Sending the same request again changes nothing. */
    public static Problem invalidRequest(String detail) {
        return of(400, "Invalid request", detail);
    }

    static Problem internalError() {
        return of(500, "Internal error", "the request could not be worked off; the log tells why");
    }

    /** The same request may work later. */
    public static Problem serviceUnavailable(String detail) {
        return of(SERVICE_UNAVAILABLE, "Service unavailable", detail);
    }
}
