package io.github.nannybooking.platform.http.problem;

import java.util.Locale;

/**
 * An error answer (RFC 9457).
 *
 * @param title  of its kind, from which its type is derived
 * @param detail the reason for this request
 */
public record Problem(String title, int status, String detail) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static final int SERVICE_UNAVAILABLE = 503;

    private static final String REQUEST_UNDER_WAY = "Request under way";

    public record Body(String type, String title, int status, String detail) {}

    public static Problem of(int status, String title, String detail) {
        return new Problem(title, status, detail);
    }

    /**
     * The body of the answer. Its type is a URN for programs: {@code "No such job"} becomes
     * {@code urn:<application>:problem:no-such-job}.
     */
    public Body bodyOf(String application) {
        String kind = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        return new Body("urn:%s:problem:%s".formatted(application, kind), title, status, detail);
    }

    /** Whether the same request may work later, after the time in Retry-After. */
    public boolean isTemporary() {
        return status == SERVICE_UNAVAILABLE || title.equals(REQUEST_UNDER_WAY);
    }

    /** The same request fails again. */
    public static Problem invalidRequest(String detail) {
        return of(400, "Invalid request", detail);
    }

    public static Problem unauthorized(String detail) {
        return of(401, "Unauthorized", detail);
    }

    public static Problem insufficientRole() {
        return of(403, "Insufficient role", "none of your roles may do this");
    }

    public static Problem crossSiteRequest() {
        return of(
                403,
                "Cross-site request",
                "without authentication, only programs on this machine and pages of this server may send requests");
    }

    /** @param field that names another user */
    public static Problem notYourName(String field) {
        return of(403, "Not your name", field + ": you may only do this in your own name");
    }

    public static Problem noSuchResource() {
        return of(404, "No such resource", "there is nothing at this path");
    }

    public static Problem methodNotAllowed(String allowed) {
        return of(405, "Method not allowed", "this path takes " + allowed);
    }

    public static Problem notAcceptable(String produced) {
        return of(406, "Not acceptable", "the answer is " + produced);
    }

    /** The same request, sent twice at once, may return the answer of the faster one later. */
    public static Problem requestUnderWay() {
        return of(
                409,
                REQUEST_UNDER_WAY,
                "another request with this Idempotency-Key was sent at the same time; send the same request again");
    }

    public static Problem requestTimeout() {
        return of(408, "Request timeout", "the body did not arrive in time; send the same request again");
    }

    public static Problem bodyTooLarge(String maxBytes) {
        return of(413, "Body too large", "the body must not be over %s bytes".formatted(maxBytes));
    }

    public static Problem uriTooLong(String maxBytes) {
        return of(414, "URI too long", "the first line of the request must not be over %s bytes".formatted(maxBytes));
    }

    public static Problem unsupportedMediaType(String consumed) {
        return of(415, "Unsupported media type", "the Content-Type must be " + consumed);
    }

    /** By the same rule of RFC 9110 (15.5.16) as another media type. */
    public static Problem unsupportedContentEncoding() {
        return of(415, "Unsupported media type", "the body must not be compressed: send it without Content-Encoding");
    }

    public static Problem tooManyRequests(long secondsToWait) {
        return of(429, "Too many requests", "you may send the next one in %d s".formatted(secondsToWait));
    }

    public static Problem headersTooLarge(String maxBytes) {
        return of(431, "Headers too large", "the header fields must not be over %s bytes".formatted(maxBytes));
    }

    public static Problem internalError() {
        return of(500, "Internal error", "the request could not be processed; the log contains the reason");
    }

    /** AWS fails; the same request may work later. */
    public static Problem awsUnavailable() {
        return serviceUnavailable("AWS can't be reached or is overloaded; send the same request again");
    }

    /** The same request may work later. */
    public static Problem serviceUnavailable(String detail) {
        return of(SERVICE_UNAVAILABLE, "Service unavailable", detail);
    }
}
