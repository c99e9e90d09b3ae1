package io.github.nannybooking.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.Attributes;
import io.github.nannybooking.table.KeptAnswerKey;
import io.github.nannybooking.table.Outcome;
import io.github.nannybooking.table.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A request with an Idempotency-Key, without a kept answer when it was received. */
public final class KeyedRequest {

    /** The exchange property with the request, missing if it has no key. */
    public static final String PROPERTY = "keyedRequest";

    static final String ANSWER = "answer";
    static final String LOCATION = "location";

    private static final Duration KEPT = Duration.ofHours(24);
    private static final String BODY_HASH = "bodyHash";

    /** The TTL attribute of the table; DynamoDB deletes an item up to some days later. */
    private static final String KEPT_UNTIL = "answerKeptUntil";

    private final Table table;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final KeptAnswerKey key;
    private final String bodyHash;

    KeyedRequest(Table table, ObjectMapper mapper, Clock clock, KeptAnswerKey key, String bodyHash) {
        this.table = table;
        this.mapper = mapper;
        this.clock = clock;
        this.key = key;
        this.bodyHash = bodyHash;
    }

    /**
     * Makes the changes and keeps the answer for 24 hours, in one transaction.
     *
     * @param created  the body of the answer, whose status is 201
     * @param location the header Location of the answer
     * @return the outcome of {@code changes}
     * @throws ProblemException if another request with the same key was faster (409)
     */
    public Outcome write(Object created, String location, TransactWriteItem... changes) {
        Outcome outcome = table.write(Stream.concat(Stream.of(changes), Stream.of(keep(created, location)))
                .toList());
        if (outcome.failed(changes.length)) {
            throw new ProblemException(Problem.requestUnderWay());
        }
        return outcome;
    }

    private TransactWriteItem keep(Object created, String location) {
        return table.change(update -> update.key(key.toItemKey())
                .updateExpression(
                        "SET bodyHash = :hash, answer = :answer, #location = :location, answerKeptUntil = :until")
                .conditionExpression("attribute_not_exists(answerKeptUntil) OR answerKeptUntil <= :now")
                .expressionAttributeNames(Map.of("#location", LOCATION))
                .expressionAttributeValues(Map.of(
                        ":hash", AttributeValue.fromS(bodyHash),
                        ":answer", AttributeValue.fromS(json(created)),
                        ":location", AttributeValue.fromS(location),
                        ":until", number(now() + KEPT.toSeconds()),
                        ":now", number(now()))));
    }

    /**
     * Requires that the answer of another request with the same key was not kept meanwhile.
     *
     * @throws ProblemException if it was (409)
     */
    public void requireNoAnswer() {
        if (isKept(new Attributes(table.read(key.toItemKey())))) {
            throw new ProblemException(Problem.requestUnderWay());
        }
    }

    boolean isKept(Attributes item) {
        Long until = item.wholeNumber(KEPT_UNTIL);
        return until != null && until > now();
    }

    void requireSameBody(Attributes kept) {
        if (!bodyHash.equals(kept.text(BODY_HASH))) {
            throw new ProblemException(Problem.of(
                    422, "Idempotency key used", "the Idempotency-Key belongs to a request with another body"));
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(String.valueOf(value));
    }

    /** As the route writes it: Jackson escapes some characters of bytes that it does not escape in a text. */
    private String json(Object created) {
        try {
            return new String(mapper.writeValueAsBytes(created), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
