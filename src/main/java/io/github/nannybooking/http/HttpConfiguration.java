package io.github.nannybooking.http;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.nannybooking.aws.RequestBudget;
import io.github.nannybooking.headers.HeaderAllowList;
import io.vertx.core.Vertx;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The beans of this package, and of everybody who reads or writes JSON. */
public final class HttpConfiguration implements CamelConfiguration {

    private final ObjectMapper mapper = strictMapper();
    private IdleConnections idleConnections;

    /**
     * Reads a body to the letter: no number where a text belongs nor the other way round, no field twice or that nobody
     * knows, nothing after the end. Writes numbers without exponents.
     */
    @BindToRegistry
    public ObjectMapper jsonMapper() {
        return mapper;
    }

    @BindToRegistry
    public Validator validator() {
        // messages without the expression language: they need no further library and nobody can smuggle one in
        return Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }

    @BindToRegistry
    public BodyValidator bodyValidator(Validator validator) {
        return new BodyValidator(validator);
    }

    @BindToRegistry
    public ProblemWriter problemWriter(@PropertyInject("booking.retry-after") String retryAfter) {
        return new ProblemWriter(mapper, retryAfter);
    }

    /** Both servers are made by it. */
    @BindToRegistry(destroyMethod = "close")
    public Vertx vertx(
            @PropertyInject("booking.max-uri-length") int maxUriLength,
            @PropertyInject("booking.max-header-size") int maxHeaderSize,
            @PropertyInject("booking.idle-timeout") long idleTimeout,
            @PropertyInject("booking.request-timeout") long requestTimeout,
            ProblemWriter problems) {
        Vertx vertx = Vertx.vertx();
        idleConnections =
                new IdleConnections(vertx, Duration.ofSeconds(idleTimeout).toMillis(), requestTimeout);
        return new GuardedVertx(
                vertx,
                maxUriLength,
                maxHeaderSize,
                new UnreadableRequests(maxUriLength, maxHeaderSize, problems),
                idleConnections::opened);
    }

    /** No request header and no query parameter becomes a Camel header; only these of Camel's headers are answered. */
    @BindToRegistry
    public HeaderFilterStrategy httpHeaders() {
        return HeaderAllowList.out(
                "Content-Type", "Location", "Retry-After", "Cache-Control", "Content-Security-Policy");
    }

    @Override
    public void configure(CamelContext context) throws Exception {
        context.addRoutesConfigurations(
                new ProblemAnswers(mapper, context.getRegistry().findSingleByType(RequestBudget.class)));
        ProblemWriter problems = context.getRegistry().findSingleByType(ProblemWriter.class);
        context.addStartupListener(new OnceAtStart(idleConnections));
        context.addStartupListener(new OnceAtStart(new AnswerHeaders()));
        context.addStartupListener(new OnceAtStart(new AmbiguousRequests(problems)));
        context.addStartupListener(new OnceAtStart(new UnroutedRequests(problems)));
    }

    private static ObjectMapper strictMapper() {
        JsonMapper mapper = JsonMapper.builder(new Utf8JsonFactory())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                // no exception quotes the body: it may be logged
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                .forEach(
                        shape -> mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail));
        return mapper;
    }
}
