package io.github.nannybooking.decline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.table.ApplicationKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DeclineMessageTest {

    private static final String DIGITS_38 = "12345678901234567890123456789012345678";

    private final JsonConfiguration json = new JsonConfiguration();
    private final DeclineMessage message = new DeclineMessage(json.jsonMapper(), json.validator());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"a1\", \"jobId\": \"j1\"}",
                "{\"id\": {\"S\": \"a1\"}, \"jobId\": {\"S\": \"j1\"}}",
                "{\"id\": {\"S\": \"a1\"}, \"jobId\": \"j1\"}",
                "{\"id\": \"a1\", \"jobId\": \"j1\", \"n\": 12345678901234567890123456789012345678, \"x\": 1.5e-130, \"s\": [1, \"a\", null], \"o\": {}}",
                "{\"id\": {\"S\": \"a1\"}, \"jobId\": {\"S\": \"j1\"}, \"b\": {\"B\": \"AAE=\"}, \"ns\": {\"NS\": [\"1\"]}, \"nul\": {\"NULL\": true}}",
            })
    void should_read_plain_and_typed_json_with_other_attributes(String json) {
        assertThat(message.read(json)).isEqualTo(new ApplicationKey("j1", "a1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "no JSON at all | the message is not well-formed JSON",
                "{\"id\": \"a1\" | the message is not well-formed JSON",
                "{\"id\": \"a1\", \"jobId\": \"j1\"} x | the message is not well-formed JSON",
                "~~ | the message names no application: id must be",
                "null | the message names no application: id must be",
                "[] | the message names no application: id must be",
                "{\"jobId\": \"j1\"} | the message names no application: id must be",
                "{\"id\": \"a1\"} | the message names no application: jobId must be",
                "{\"id\": 5, \"jobId\": \"j1\"} | the message names no application: id must be",
                "{\"id\": {\"N\": \"5\"}, \"jobId\": \"j1\"} | the message names no application: id must be",
                "{\"id\": \"a#b\", \"jobId\": \"j1\"} | the message names no application: id must be",
            })
    void should_report_why_a_message_can_not_be_processed(String json, String reason) {
        assertThatExceptionOfType(UndeclinableException.class)
                .isThrownBy(() -> message.read(json))
                .withMessageStartingWith(reason);
    }

    @Test
    void should_escape_characters_that_sqs_does_not_accept() throws Exception {
        String odd = "a\u0001b\ufffec\uffffd\u007fe\ud83d\udc76f\"\\g\n";

        String json = DeclineMessage.write(Map.of("letter", AttributeValue.fromS(odd)));

        assertThat(json).matches("[\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]*");
        assertThat(new ObjectMapper().readTree(json).get("letter").textValue()).isEqualTo(odd);
    }

    @Test
    void should_write_only_the_ids_of_an_item_that_the_sdk_can_not_write() {
        AttributeValue key = AttributeValue.fromS("JOB#j1#APPLICATION#a1");
        Map<String, AttributeValue> item = Map.of("PK", key, "SK", key, " ", AttributeValue.fromS("x"));

        assertThat(DeclineMessage.write(item)).isEqualTo(DeclineMessage.writeIds(item));
        assertThat(message.read(DeclineMessage.write(item))).isEqualTo(new ApplicationKey("j1", "a1"));
    }

    @Test
    void should_write_an_item_as_plain_json_and_keep_every_value() throws Exception {
        Map<String, AttributeValue> item = Map.of(
                "id", AttributeValue.fromS("a1"),
                "jobId", AttributeValue.fromS("j1"),
                "createdOn", AttributeValue.fromN("1795000000"),
                "digits", AttributeValue.fromN(DIGITS_38),
                "photo", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, -1})),
                "languages", AttributeValue.fromSs(List.of("pt", "en")),
                "ages", AttributeValue.fromNs(List.of("1", DIGITS_38)),
                "nested",
                        AttributeValue.fromM(Map.of(
                                "list",
                                AttributeValue.fromL(
                                        List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true))))));

        String json = DeclineMessage.write(item);

        assertThat(json).contains("\"digits\":" + DIGITS_38);
        JsonNode plain = new ObjectMapper().readTree(json);
        assertThat(plain.at("/id").textValue()).isEqualTo("a1");
        assertThat(plain.at("/createdOn").longValue()).isEqualTo(1795000000L);
        assertThat(plain.at("/photo").binaryValue()).containsExactly(0, 1, -1);
        assertThat(plain.at("/languages")).hasSize(2);
        assertThat(plain.at("/ages").toString()).contains(DIGITS_38);
        assertThat(plain.at("/nested/list/0").booleanValue()).isTrue();
        assertThat(plain.at("/nested/list/1").isNull()).isTrue();
        assertThat(message.read(json)).isEqualTo(new ApplicationKey("j1", "a1"));
    }
}
