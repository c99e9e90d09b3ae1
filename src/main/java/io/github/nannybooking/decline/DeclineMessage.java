package io.github.nannybooking.decline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.http.json.Identifier;
import io.github.nannybooking.table.ApplicationKey;
import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The message of a decline: the application's item as JSON. The application sends plain JSON
 * ({@code {"id": "a1", "jobId": "j1"}}) and also reads DynamoDB-typed JSON
 * ({@code {"id": {"S": "a1"}, "jobId": {"S": "j1"}}}). It reads only the two ids of a message.
 */
public final class DeclineMessage {

    private static final String ID = "id";
    private static final String JOB_ID = "jobId";

    /** The fields of a message, by their names in it, which a failure names. */
    private record Ids(@Identifier String id, @Identifier String jobId) {}

    private final ObjectMapper mapper;
    private final Validator validator;

    DeclineMessage(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * Plain JSON of a whole item, with the ids of its key: numbers keep all 38 digits, binary is Base64, sets are arrays.
     * SQS rejects two characters that DynamoDB accepts and the SDK does not escape
     * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>);
     * JSON contains them only in strings, where they can be escaped. If the SDK cannot write the item, the message contains
     * only the ids: DynamoDB accepts an attribute with a blank name, and the SDK does not.
     */
    static String write(Map<String, AttributeValue> item) {
        try {
            return json(withIds(item));
        } catch (IllegalArgumentException unwritable) {
            return writeIds(item);
        }
    }

    private static Map<String, AttributeValue> withIds(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> whole = new HashMap<>(item);
        ApplicationKey.find(item).ifPresent(key -> {
            whole.put(ID, AttributeValue.fromS(key.applicationId()));
            whole.put(JOB_ID, AttributeValue.fromS(key.jobId()));
        });
        return whole;
    }

    private static String json(Map<String, AttributeValue> item) {
        return EnhancedDocument.fromAttributeValueMap(item)
                .toJson()
                .replace("\ufffe", "\\ufffe")
                .replace("\uffff", "\\uffff");
    }

    /** Plain JSON with only the two ids, for an item that does not fit into a message. */
    static String writeIds(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> ids = withIds(item);
        ids.keySet().retainAll(Set.of(ID, JOB_ID));
        return json(ids);
    }

    /** @throws UndeclinableException if the message names no application */
    ApplicationKey read(String json) {
        JsonNode message = parse(json);
        Ids ids = new Ids(text(message, ID), text(message, JOB_ID));
        String invalid = validator.validate(ids).stream()
                .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        if (!invalid.isEmpty()) {
            throw new UndeclinableException("the message names no application: " + invalid);
        }
        return new ApplicationKey(ids.jobId(), ids.id());
    }

    /** The application of the message; empty if it names no application. */
    public Optional<ApplicationKey> find(String json) {
        try {
            return Optional.of(read(json));
        } catch (UndeclinableException namesNone) {
            return Optional.empty();
        }
    }

    private JsonNode parse(String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UndeclinableException("the message is not well-formed JSON");
        }
    }

    private static String text(JsonNode message, String field) {
        JsonNode value = message.path(field);
        return value.isObject() ? value.path("S").textValue() : value.textValue();
    }
}
