package io.github.nannybooking.platform.http.json;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The beans that read, validate and write JSON. */
public final class JsonConfiguration implements CamelConfiguration {

    /**
     * Reads a body strictly: rejects numbers in place of strings and strings in place of numbers, duplicate and unknown
     * fields, and content after the end. Writes numbers without exponents.
     */
    @BindToRegistry
    public ObjectMapper jsonMapper() {
        JsonMapper mapper = JsonMapper.builder(new Utf8JsonFactory())
                .addModule(new SimpleModule().addDeserializer(BigDecimal.class, new BoundedNumber()))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                // exceptions may be logged, and must not contain the body
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        Stream.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                .forEach(
                        shape -> mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail));
        return mapper;
    }

    @BindToRegistry
    public Validator validator() {
        // no expression language in messages: it needs another library, and could be injected
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
}
