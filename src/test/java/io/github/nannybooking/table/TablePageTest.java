package io.github.nannybooking.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.platform.http.paging.Cursor;
import io.github.nannybooking.testing.ScriptedAws;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TablePageTest {

    private final ScriptedAws aws = new ScriptedAws();
    private final DynamoDbClient dynamoDb = aws.dynamoDb(1);
    private final Table table = new Table(dynamoDb, "babysitter");

    TablePageTest() throws IOException {}

    @AfterEach
    void stop() {
        dynamoDb.close();
        aws.close();
    }

    @Test
    void should_ask_for_one_more_and_name_the_last_of_the_page_as_its_end() throws Exception {
        aws.thenAnswer(found(3, ""));

        Table.Page page = find("2");

        assertThat(new ObjectMapper()
                        .readTree(aws.requests().get(0).body())
                        .get("Limit")
                        .intValue())
                .isEqualTo(3);
        assertThat(page.items()).hasSize(2);
        assertThat(Cursor.decode(page.next())).isEqualTo("é1");
    }

    @Test
    void should_have_no_next_page_when_nothing_is_left() {
        aws.thenAnswer(found(2, ""));

        assertThat(find("2").next()).isNull();
    }

    @Test
    void should_continue_after_a_page_that_dynamo_db_ended_early() {
        aws.thenAnswer(found(1, ", \"LastEvaluatedKey\": {\"PK\": {\"S\": \"x\"}}"));

        assertThat(Cursor.decode(find("2").next())).isEqualTo("é0");
    }

    @Test
    void should_leave_out_items_without_a_position_and_find_those_after_them() {
        aws.thenAnswer(
                        "{\"Items\": [{\"PK\": {\"S\": \"odd\"}}], \"Count\": 1, \"LastEvaluatedKey\": {\"PK\": {\"S\": \"x\"}}}")
                .thenAnswer(found(1, ""));

        Table.Page page = find("2");

        assertThat(page.items()).extracting(item -> item.get("id").s()).containsExactly("é0");
        assertThat(page.next()).isNull();
    }

    private Table.Page find(String limit) {
        return table.page(
                query -> {}, limit, item -> Optional.ofNullable(item.get("id")).map(AttributeValue::s));
    }

    private static String found(int count, String more) {
        return "{\"Items\": [%s], \"Count\": %d%s}"
                .formatted(
                        IntStream.range(0, count)
                                .mapToObj("{\"id\": {\"S\": \"é%d\"}}"::formatted)
                                .collect(Collectors.joining(", ")),
                        count,
                        more);
    }
}
