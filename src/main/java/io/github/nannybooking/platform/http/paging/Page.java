package io.github.nannybooking.platform.http.paging;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page; null with the last
 */
public record Page(List<Map<String, AttributeValue>> items, String next) {

    /**
     * Finds a page.
     *
     * @param limit    a {@link PageLimit}
     * @param position where an item stands in the list, for the next page to go on after it
     */
    public static Page find(
            DynamoDbClient dynamoDb,
            QueryRequest.Builder query,
            String limit,
            Function<Map<String, AttributeValue>, String> position) {
        int size = Integer.parseInt(limit);
        // one more than asked for tells whether there is another page
        QueryResponse found = dynamoDb.query(query.limit(size + 1).build());
        List<Map<String, AttributeValue>> items =
                found.items().stream().limit(size).toList();
        // DynamoDB ends a page at 1 MB as well
        boolean hasNext = found.count() > size || found.hasLastEvaluatedKey();
        return new Page(
                items, hasNext && !items.isEmpty() ? Cursor.encode(position.apply(items.get(items.size() - 1))) : null);
    }
}
