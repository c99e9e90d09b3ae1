package io.github.nannybooking.openapi;

import io.github.nannybooking.http.Problem;
import io.swagger.v3.oas.models.Operation;
import java.util.function.Predicate;

/** The problems that no verb has for itself, and which of the verbs can answer them. */
enum SharedProblem {
    INVALID_REQUEST(
            400,
            "Invalid request",
            "The body or a parameter is malformed; `detail` names the field.",
            "jobId: must be a text of 1 to 128 characters, not blank, without '#' and control characters",
            verb -> verb.getRequestBody() != null || verb.getParameters() != null),
    UNAUTHORIZED(
            401,
            "Unauthorized",
            "There is no valid bearer token.",
            "a valid bearer token is needed",
            verb -> verb.getSecurity() != null),
    INSUFFICIENT_ROLE(
            403,
            "Insufficient role",
            "The caller has none of the roles that the verb's security names.",
            "none of your roles may do this",
            verb -> verb.getSecurity() != null),
    NO_SUCH_RESOURCE(
            404, "No such resource", "A path that is not described.", "there is nothing at this path", verb -> false),
    METHOD_NOT_ALLOWED(
            405, "Method not allowed", "A method that is not described.", "this path takes GET", verb -> false),
    NOT_ACCEPTABLE(
            406,
            "Not acceptable",
            "`Accept` does not allow for the media type of the answer.",
            "the answer is application/json",
            verb -> verb.getResponses().entrySet().stream()
                    .anyMatch(answer ->
                            answer.getKey().startsWith("2") && answer.getValue().getContent() != null)),
    REQUEST_TIMEOUT(
            408,
            "Request timeout",
            "The request did not come in full in time.",
            "the request took too long",
            verb -> verb.getRequestBody() != null),
    BODY_TOO_LARGE(
            413,
            "Body too large",
            "The body is over 64 KiB.",
            "the body must not be over 65536 bytes",
            verb -> verb.getRequestBody() != null),
    URI_TOO_LONG(414, "URI too long", "The URI is over 4 KiB.", "the URI must not be over 4096 bytes", verb -> true),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The body is not JSON.",
            "the Content-Type must be application/json",
            verb -> verb.getRequestBody() != null),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "The caller has sent too many requests; `Retry-After` tells when to send it again.",
            "too many requests; send it again later",
            verb -> true),
    HEADERS_TOO_LARGE(
            431,
            "Headers too large",
            "The headers are over 8 KiB.",
            "the headers must not be over 8192 bytes",
            verb -> true),
    INTERNAL_ERROR(
            500,
            "Internal error",
            "The log of the application tells why.",
            "the request could not be worked off; the log tells why",
            verb -> true),
    SERVICE_UNAVAILABLE(
            503,
            "Service unavailable",
            "AWS can't be reached, or the instance is overloaded or being stopped; `Retry-After` tells when to send the same request again.",
            "AWS can't be reached or is overloaded; send the same request again",
            verb -> true);

    private final Problem example;
    private final String description;
    private final Predicate<Operation> answeredBy;

    SharedProblem(int status, String title, String description, String detail, Predicate<Operation> answeredBy) {
        this.example = Problem.of(status, title, detail);
        this.description = description;
        this.answeredBy = answeredBy;
    }

    Problem example() {
        return example;
    }

    String description() {
        return description;
    }

    /** The status, as the keys of OpenAPI have it. */
    String status() {
        return String.valueOf(example.status());
    }

    boolean isAnsweredBy(Operation verb) {
        return answeredBy.test(verb);
    }
}
