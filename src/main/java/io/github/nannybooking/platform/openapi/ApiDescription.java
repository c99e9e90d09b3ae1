package io.github.nannybooking.platform.openapi;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.access.AccessRules;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.correlation.CorrelationId;
import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.platform.http.json.OneLine;
import io.github.nannybooking.platform.http.paging.PageLimit;
import io.github.nannybooking.platform.http.problem.Problem;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.openapi.BeanConfig;
import org.apache.camel.openapi.OpenApiHelper;
import org.apache.camel.openapi.RestModelConverters;
import org.apache.camel.openapi.RestOpenApiReader;

/**
 * The OpenAPI 3.1 description of the API: the Rest DSL of the routes, as Camel reads it, and what all verbs have in common.
 *
 * <p>Camel's own endpoint ({@code apiContextPath}) would leave the examples texts and not JSON, say that problems are
 * {@code application/json}, leave out the types of the answers' headers, name its own host, and have what is common
 * repeated at each verb.
 */
public final class ApiDescription {

    private static final String RETRY_AFTER = "Retry-After";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String ALLOW = "Allow";

    private static final Map<SharedProblem, String> HEADERS = Map.of(
            SharedProblem.UNAUTHORIZED, WWW_AUTHENTICATE,
            SharedProblem.INSUFFICIENT_ROLE, WWW_AUTHENTICATE,
            SharedProblem.METHOD_NOT_ALLOWED, ALLOW,
            SharedProblem.TOO_MANY_REQUESTS, RETRY_AFTER,
            SharedProblem.SERVICE_UNAVAILABLE, RETRY_AFTER);

    /** In the order in which they happen; what operators look at, and whatever is added, comes after. */
    private static final List<String> TAGS = List.of("Jobs", "Applications", "Bookings");

    private final CamelContext context;
    private final ObjectMapper mapper;
    private List<RestDefinition> described;
    private byte[] json;

    ApiDescription(CamelContext context, ObjectMapper mapper) {
        this.context = context;
        this.mapper = mapper;
    }

    /** The description as JSON, in UTF-8. It is made when it is first asked for, and again when there are other services. */
    public synchronized byte[] json() throws IOException, ClassNotFoundException {
        List<RestDefinition> services = services();
        if (!services.equals(described)) {
            json = Json31.mapper().writeValueAsBytes(describe(services));
            described = services;
        }
        return json;
    }

    private OpenAPI describe(List<RestDefinition> services) throws IOException, ClassNotFoundException {
        BeanConfig config = new BeanConfig();
        config.setVersion("3.1.0");
        config.setInfo(info());
        OpenAPI api =
                new RestOpenApiReader().read(context, services, config, context.getName(), context.getClassResolver());
        OpenApiHelper.clearVendorExtensions(api);
        api.servers(List.of(new Server().url("/").description("this instance")));
        if (api.getComponents() == null) {
            api.components(new Components());
        }
        addShared(api.getComponents());
        Optional.ofNullable(api.getTags()).orElse(new ArrayList<>()).sort(comparing(tag -> order(tag.getName())));
        sort(api.getPaths());
        sort(api.getComponents().getSchemas());
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(this::complete);
        return api;
    }

    private static int order(String tag) {
        return TAGS.contains(tag) ? TAGS.indexOf(tag) : TAGS.size();
    }

    private static <T> void sort(Map<String, T> map) {
        Map<String, T> sorted = new TreeMap<>(map);
        map.clear();
        map.putAll(sorted);
    }

    /** In the order of their paths and ids: the files of the routes come in any. */
    private List<RestDefinition> services() {
        return context.getCamelContextExtension().getContextPlugin(Model.class).getRestDefinitions().stream()
                .sorted(comparing(RestDefinition::getPath, nullsFirst(naturalOrder()))
                        .thenComparing(RestDefinition::getId, nullsFirst(naturalOrder())))
                .toList();
    }

    private static Info info() {
        return new Info()
                .title("Nanny Booking")
                .version("1.0.0")
                .description("""
                        Books a nanny: one application is accepted, its job is closed, and all other applications are declined.

                        Every error is a problem (RFC 9457) of the media type `application/problem+json`; a program tells them \
                        apart by their `type`. A path that is not described here is answered 404, another method 405.""")
                .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"));
    }

    private void addShared(Components components) {
        new RestModelConverters(true)
                .readClass(null, Problem.class)
                .forEach(schema -> components.addSchemas(Problem.class.getSimpleName(), schema.extensions(null)));
        components.addHeaders(
                CorrelationId.HEADER,
                header("string", "The id of the request in logs and messages: the request's own, or a new one."));
        components.addHeaders(RETRY_AFTER, header("integer", "After how many seconds to send the request again."));
        components.addHeaders(
                WWW_AUTHENTICATE, header("string", "That a bearer token is needed, or what is wrong with it."));
        components.addHeaders(ALLOW, header("string", "The methods that the path takes."));
        for (SharedProblem shared : SharedProblem.values()) {
            components.addResponses(name(shared), add(shared, new ApiResponse()));
        }
    }

    private static Header header(String type, String description) {
        return new Header().description(description).schema(typed(type));
    }

    private static Schema<?> typed(String type) {
        return new Schema<>().types(Set.of(type));
    }

    private static String name(SharedProblem shared) {
        String type = shared.example().type();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private void complete(Operation verb) {
        verb.security(security(verb.getSecurity()));
        Optional.ofNullable(verb.getParameters()).orElse(List.of()).forEach(this::complete);
        if (verb.getRequestBody() != null) {
            verb.getRequestBody().getContent().values().forEach(this::readExamples);
        }
        verb.getResponses().forEach(this::complete);
        for (SharedProblem shared : SharedProblem.values()) {
            if (shared.isAnsweredBy(verb)) {
                ApiResponse own = verb.getResponses().get(shared.status());
                verb.getResponses()
                        .addApiResponse(
                                shared.status(), own == null ? new ApiResponse().$ref(name(shared)) : add(shared, own));
            }
        }
        sort(verb.getResponses());
    }

    /** A verb that says nothing is for admins alone. */
    private static List<SecurityRequirement> security(List<SecurityRequirement> said) {
        if (said == null) {
            return List.of(new SecurityRequirement().addList(AccessRules.SCHEME, Caller.ADMIN));
        }
        boolean open = said.stream().anyMatch(role -> role.getOrDefault(AccessRules.SCHEME, List.of())
                .contains(AccessRules.ANYONE));
        return open ? List.of() : said;
    }

    /** What the Rest DSL has no words for: the bounds of a value; examples and defaults that are no texts. */
    private void complete(Parameter parameter) {
        Schema<?> schema = parameter.getSchema();
        switch (String.valueOf(schema.getFormat())) {
            case "identifier" ->
                schema.format(null)
                        .minLength(1)
                        .maxLength(Identifier.MAX_LENGTH)
                        .pattern(Identifier.PATTERN);
            case "line" ->
                schema.format(null).minLength(1).maxLength(OneLine.MAX_LENGTH).pattern(OneLine.PATTERN);
            case "page-limit" ->
                schema.format(null)
                        .minimum(BigDecimal.valueOf(PageLimit.MIN))
                        .maximum(BigDecimal.valueOf(PageLimit.MAX));
            default -> {}
        }
        if (schema.getTypes().contains("integer")) {
            parameter.setExample(read(parameter.getExample()));
            schema.setDefault(read(schema.getDefault()));
        }
    }

    /** A verb that tells of no answer has one all the same, without the description that it must have. */
    private void complete(String status, ApiResponse answer) {
        if (answer.getDescription() == null) {
            answer.setDescription("Not described.");
        }
        if (status.matches("[45]\\d\\d") && answer.getContent() != null) {
            Map<String, Example> details = Optional.ofNullable(
                            answer.getContent().values().iterator().next().getExamples())
                    .orElse(Map.of());
            answer.setContent(null);
            details.forEach((title, detail) -> addExample(
                    Problem.of(
                            Integer.parseInt(status), title, detail.getValue().toString()),
                    answer));
        } else if (answer.getContent() != null) {
            answer.getContent().values().forEach(this::readExamples);
        }
        Optional.ofNullable(answer.getHeaders())
                .orElse(Map.of())
                .values()
                .forEach(header -> header.schema(typed(header.getSchema().getType())));
        answer.addHeaderObject(CorrelationId.HEADER, new Header().$ref(CorrelationId.HEADER));
    }

    private void readExamples(MediaType body) {
        if (body.getExample() != null) {
            body.setExample(read(body.getExample()));
        }
        Optional.ofNullable(body.getExamples())
                .orElse(Map.of())
                .values()
                .forEach(example -> example.setValue(read(example.getValue())));
    }

    /** The JSON that stands in a text; null if there is none. */
    private JsonNode read(Object json) {
        try {
            return json == null ? null : mapper.readTree(json.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example is no JSON: " + json, e);
        }
    }

    private ApiResponse add(SharedProblem shared, ApiResponse answer) {
        answer.setDescription(
                answer.getDescription() == null
                        ? shared.description()
                        : answer.getDescription() + " " + shared.description());
        answer.addHeaderObject(CorrelationId.HEADER, new Header().$ref(CorrelationId.HEADER));
        if (HEADERS.containsKey(shared)) {
            answer.addHeaderObject(HEADERS.get(shared), new Header().$ref(HEADERS.get(shared)));
        }
        Problem example = shared.example();
        addExample(
                Problem.of(example.status(), example.title(), context.resolvePropertyPlaceholders(example.detail())),
                answer);
        return answer;
    }

    private static void addExample(Problem problem, ApiResponse answer) {
        if (answer.getContent() == null) {
            answer.setContent(new Content()
                    .addMediaType(
                            Problem.MEDIA_TYPE,
                            new MediaType().schema(new Schema<>().$ref(Problem.class.getSimpleName()))));
        }
        answer.getContent().get(Problem.MEDIA_TYPE).addExamples(problem.title(), new Example().value(problem));
    }
}
