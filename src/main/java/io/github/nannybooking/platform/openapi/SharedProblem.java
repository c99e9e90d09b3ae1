package io.github.nannybooking.platform.openapi;

import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.platform.http.problem.Problem;
import io.swagger.v3.oas.models.Operation;
import java.util.function.Predicate;

/** The problems that no verb has for itself, and which of the verbs can answer them. */
enum SharedProblem {
    INVALID_REQUEST(
            Problem.invalidRequest("jobId: " + Identifier.MESSAGE),
            "The body or a parameter is malformed; `detail` names the field.",
            verb -> verb.getRequestBody() != null || verb.getParameters() != null),
    UNAUTHORIZED(
            Problem.unauthorized("this needs a bearer token"),
            "There is no valid bearer token.",
            verb -> !verb.getSecurity().isEmpty()),
    INSUFFICIENT_ROLE(
            Problem.insufficientRole(),
            "The caller has none of the roles that the verb's security names.",
            verb -> !verb.getSecurity().isEmpty()),
    NO_SUCH_RESOURCE(Problem.noSuchResource(), "A path that is not described.", verb -> false),
    METHOD_NOT_ALLOWED(Problem.methodNotAllowed("GET, POST"), "A method that is not described.", verb -> false),
    NOT_ACCEPTABLE(
            Problem.notAcceptable("application/json"),
            "`Accept` does not allow for the media type of the answer.",
            verb -> verb.getResponses().entrySet().stream()
                    .anyMatch(answer ->
                            answer.getKey().startsWith("2") && answer.getValue().getContent() != null)),
    REQUEST_TIMEOUT(Problem.requestTimeout(), "The body did not come in time.", verb -> verb.getRequestBody() != null),
    BODY_TOO_LARGE(
            Problem.bodyTooLarge("{{booking.max-body-size}}"),
            "The body is over the limit.",
            verb -> verb.getRequestBody() != null),
    URI_TOO_LONG(Problem.uriTooLong("{{booking.max-uri-length}}"), "The URI is over the limit.", verb -> true),
    UNSUPPORTED_MEDIA_TYPE(
            Problem.unsupportedMediaType("application/json"),
            "The body is not JSON.",
            verb -> verb.getRequestBody() != null),
    TOO_MANY_REQUESTS(
            Problem.tooManyRequests(1),
            "The caller has sent too many requests; `Retry-After` tells when to send it again.",
            verb -> true),
    HEADERS_TOO_LARGE(
            Problem.headersTooLarge("{{booking.max-header-size}}"),
            "All header fields together are over the limit.",
            verb -> true),
    INTERNAL_ERROR(Problem.internalError(), "The log of the application tells why.", verb -> true),
    SERVICE_UNAVAILABLE(
            Problem.awsUnavailable(),
            "AWS can't be reached, or the instance is overloaded or being stopped; `Retry-After` tells when to send the same request again.",
            verb -> true);

    private final Problem example;
    private final String description;
    private final Predicate<Operation> answeredBy;

    SharedProblem(Problem example, String description, Predicate<Operation> answeredBy) {
        this.example = example;
        this.description = description;
        this.answeredBy = answeredBy;
    }

    /** A limit in its detail is the placeholder of its setting. */
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
