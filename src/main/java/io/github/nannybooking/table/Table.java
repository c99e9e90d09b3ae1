package io.github.nannybooking.table;

import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.platform.http.paging.Cursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

/**
 * The DynamoDB table. Beans read and write it through this class, routes also through Camel's component
 * {@code aws2-ddb}. Unless documented otherwise, a method sends one request and throws the exceptions of the SDK.
 */
public final class Table {

    private static final String IS_NEW = "attribute_not_exists(PK)";

    private final DynamoDbClient dynamoDb;
    private final String name;

    /** @param name the name or the ARN of the table */
    public Table(DynamoDbClient dynamoDb, String name) {
        this.dynamoDb = dynamoDb;
        this.name = name;
    }

    /** Reads an item with strong consistency; empty if there is none. */
    public Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
        return dynamoDb.getItem(get -> get.tableName(name).key(key).consistentRead(true))
                .item();
    }

    /** Reads items as they are at one moment; an empty one for each that the table does not have. */
    public List<Map<String, AttributeValue>> readTogether(List<Map<String, AttributeValue>> keys) {
        List<TransactGetItem> gets = keys.stream()
                .map(key -> TransactGetItem.builder()
                        .get(get -> get.tableName(name).key(key))
                        .build())
                .toList();
        return dynamoDb.transactGetItems(transaction -> transaction.transactItems(gets)).responses().stream()
                .map(ItemResponse::item)
                .toList();
    }

    /** The items of a query that one request returns: up to 1 MB. An index lags behind the table. */
    public List<Map<String, AttributeValue>> query(Consumer<QueryRequest.Builder> query) {
        return dynamoDb.query(of(query)).items();
    }

    /** All items of a query. The iteration sends a request for each page of 1 MB. */
    public SdkIterable<Map<String, AttributeValue>> queryAll(Consumer<QueryRequest.Builder> query) {
        return dynamoDb.queryPaginator(of(query)).items();
    }

    /**
     * Returns a page of a list that callers read with a cursor.
     *
     * @param limit    the maximum number of items, a whole number; the page has fewer if they exceed 1 MB
     * @param position the position of an item in the list; the next page starts after the position of the last item.
     *                 The page leaves out items without a position, because they do not belong to the list
     */
    public Page page(
            Consumer<QueryRequest.Builder> query,
            String limit,
            Function<Map<String, AttributeValue>, Optional<String>> position) {
        int size = Integer.parseInt(limit);
        // the item after the page shows that there is a next page
        QueryIterable pages = dynamoDb.queryPaginator(of(query.andThen(request -> request.limit(size + 1))));
        for (QueryResponse found : pages) {
            List<Map<String, AttributeValue>> listed = found.items().stream()
                    .filter(item -> position.apply(item).isPresent())
                    .toList();
            if (!listed.isEmpty()) {
                boolean hasNext = listed.size() > size || found.hasLastEvaluatedKey();
                List<Map<String, AttributeValue>> items = listed.subList(0, Math.min(size, listed.size()));
                Optional<String> last = position.apply(items.get(items.size() - 1));
                return new Page(items, hasNext ? Cursor.encode(last.orElseThrow()) : null);
            }
        }
        return new Page(List.of(), null);
    }

    /** @param next the cursor of the next page; null in the last page */
    public record Page(List<Map<String, AttributeValue>> items, String next) {}

    private QueryRequest of(Consumer<QueryRequest.Builder> query) {
        return QueryRequest.builder().tableName(name).applyMutation(query).build();
    }

    /** Puts an item unless the table has an item with its key; returns whether it did. */
    public boolean putIfNew(Map<String, AttributeValue> item) {
        try {
            dynamoDb.putItem(put -> put.tableName(name).item(item).conditionExpression(IS_NEW));
            return true;
        } catch (ConditionalCheckFailedException exists) {
            return false;
        }
    }

    /**
     * Updates one item.
     *
     * @return the attributes that the update asks for; empty if its condition failed
     */
    public Optional<Map<String, AttributeValue>> update(Consumer<UpdateItemRequest.Builder> update) {
        try {
            return Optional.of(dynamoDb.updateItem(update.andThen(item -> item.tableName(name)))
                    .attributes());
        } catch (ConditionalCheckFailedException failed) {
            return Optional.empty();
        }
    }

    /**
     * Makes all changes in one transaction, or none if a condition fails.
     *
     * <p>The SDK sends a token with each transaction and retries it with the same token when a response was lost, so that
     * the retry of a committed transaction succeeds
     * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">Idempotency</a>).
     *
     * @throws TransactionCanceledException if a change failed for another reason than its condition, such as conflicts
     *     that outlast the SDK's retries
     */
    public Outcome write(TransactWriteItem... changes) {
        return write(List.of(changes));
    }

    /** @see #write(TransactWriteItem...) */
    public Outcome write(List<TransactWriteItem> changes) {
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(changes));
            return new Outcome(List.of());
        } catch (TransactionCanceledException cancelled) {
            TransientFailures.requireConditionFailed(cancelled);
            return new Outcome(cancelled.cancellationReasons());
        }
    }

    /** Checks that the item exists in this state. */
    public TransactWriteItem require(Map<String, AttributeValue> key, Status status) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(name)
                        .key(key)
                        .conditionExpression("#status = :status")
                        .expressionAttributeNames(Map.of("#status", status.attribute()))
                        .expressionAttributeValues(Map.of(":status", status.toValue()))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    /** Changes the state of an item; its condition is that the item exists in the state {@code from}. */
    public TransactWriteItem move(Map<String, AttributeValue> key, Status from, Status to) {
        return change(update -> update.key(key)
                .updateExpression("SET #status = :to")
                .conditionExpression("#status = :from")
                .expressionAttributeNames(Map.of("#status", from.attribute()))
                .expressionAttributeValues(Map.of(":from", from.toValue(), ":to", to.toValue())));
    }

    /** Puts an item, or replaces it. */
    public TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(name).item(item))
                .build();
    }

    /** Puts an item; its condition is that the table has no item with its key. */
    public TransactWriteItem putNew(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(name)
                        .item(item)
                        .conditionExpression(IS_NEW)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    /** Any other change of an item. */
    public TransactWriteItem change(Consumer<Update.Builder> update) {
        return TransactWriteItem.builder()
                .update(update.andThen(item -> item.tableName(name)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .build();
    }

    /** Deletes an item. */
    public TransactWriteItem delete(Consumer<Delete.Builder> delete) {
        return TransactWriteItem.builder()
                .delete(delete.andThen(item -> item.tableName(name)))
                .build();
    }
}
