package io.github.nannybooking.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.platform.http.server.IdempotencyKey;
import io.github.nannybooking.table.Attributes;
import io.github.nannybooking.table.KeptAnswerKey;
import io.github.nannybooking.table.Table;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers repeated requests. A {@link KeyedRequest} keeps its answer in the transaction that creates what it asks for, so
 * there is no moment at which only one of them exists. A request that fails keeps no answer, and its repetition runs again.
 */
public final class KeptAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(KeptAnswers.class);

    private static final String CREATED = "201";

    private final Table table;
    private final ObjectMapper mapper;
    private final Validator validator;
    private final Clock clock;

    KeptAnswers(Table table, ObjectMapper mapper, Validator validator, Clock clock) {
        this.table = table;
        this.mapper = mapper;
        this.validator = validator;
        this.clock = clock;
    }

    /**
     * Answers a request whose answer is kept, and ends its route. For any other request with an Idempotency-Key, it sets the
     * property {@value KeyedRequest#PROPERTY}. The body is the validated request.
     *
     * <p>The key belongs to the caller, the method and the path. A body is another one if the JSON of the validated request
     * differs, so spaces and the order of the fields do not matter.
     *
     * @throws ConstraintViolationException if the key is malformed (400)
     * @throws ProblemException             if the answer of another body is kept (422)
     */
    public void repeat(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        IdempotencyKey key = exchange.getProperty(IdempotencyKey.PROPERTY, IdempotencyKey.class);
        if (key == null) {
            return;
        }
        Set<ConstraintViolation<IdempotencyKey>> violations = validator.validate(key);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        KeptAnswerKey itemKey = new KeptAnswerKey(hash(String.join(
                "\n",
                String.valueOf(message.getHeader(Caller.HEADER, Caller.class).username()),
                message.getHeader(Exchange.HTTP_METHOD, String.class),
                message.getHeader(Exchange.HTTP_PATH, String.class),
                key.unquoted())));
        KeyedRequest request =
                new KeyedRequest(table, mapper, clock, itemKey, hash(mapper.writeValueAsString(message.getBody())));
        Attributes kept = new Attributes(table.read(itemKey.toItemKey()));
        if (request.isKept(kept)) {
            request.requireSameBody(kept);
            answer(exchange, kept);
        } else {
            exchange.setProperty(KeyedRequest.PROPERTY, request);
        }
    }

    private static void answer(Exchange exchange, Attributes kept) {
        LOG.info("Exchange {} repeats a request, and is answered like the first one", exchange.getExchangeId());
        Message message = exchange.getMessage();
        message.setBody(kept.text(KeyedRequest.ANSWER));
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, CREATED);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Location", kept.text(KeyedRequest.LOCATION));
        exchange.setRouteStop(true);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            // every JVM has it
            throw new IllegalStateException(e);
        }
    }
}
