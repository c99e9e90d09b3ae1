package io.github.nannybooking.faileddecline;

import io.github.nannybooking.platform.aws.TransientFailures;
import io.github.nannybooking.platform.http.paging.Page;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.FailedDeclineKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The failed declines that are parked. */
record FailedDeclineTable(DynamoDbClient dynamoDb, String table) {

    /** After every position. */
    private static final String END = "~";

    /** @throws ProblemException if there is none (404) */
    FailedDecline find(FailedDeclineKey key) {
        Map<String, AttributeValue> item = dynamoDb.getItem(
                        get -> get.tableName(table).key(key.toItemKey()).consistentRead(true))
                .item();
        if (item.isEmpty()) {
            throw new ProblemException(
                    Problem.of(404, "No such failed decline", "there is no failed decline %s".formatted(key.id())));
        }
        return FailedDecline.of(item);
    }

    /** What the index, which lags behind, knows of the page. */
    FailedDeclinePage list(FailedDeclineQuery query) {
        Page page = Page.find(
                dynamoDb,
                FailedDeclineIndex.of(query.job())
                        .newestBefore(Optional.ofNullable(query.cursor()).orElse(END))
                        .tableName(table),
                query.limit(),
                item -> FailedDecline.of(item).position());
        return new FailedDeclinePage(
                page.items().stream()
                        .map(FailedDecline::of)
                        .map(FailedDecline::withoutBody)
                        .toList(),
                page.next());
    }

    /** The ids of all before a position, page after page as they are needed, the newest first. */
    Stream<String> idsBefore(JobFilter job, String position) {
        return dynamoDb
                .queryPaginator(FailedDeclineIndex.of(job)
                        .newestBefore(position)
                        .tableName(table)
                        .build())
                .items()
                .stream()
                .map(item -> item.get("id").s());
    }

    /**
     * Deletes a failed decline, and in the same transaction writes what follows for the record of its booking, if that
     * knows of it.
     *
     * @param follows its condition is that the record knows of the failure
     * @return false if the decline has failed again since it was seen, or is gone; then nothing is written
     */
    boolean delete(FailedDecline seen, Function<ApplicationKey, TransactWriteItem> follows) {
        TransactWriteItem delete = new FailedDeclineItem(table).delete(seen);
        List<TransactWriteItem> both = Stream.concat(Stream.of(delete), seen.application().map(follows).stream())
                .toList();
        return writes(both) || both.size() > 1 && writes(List.of(delete));
    }

    private boolean writes(List<TransactWriteItem> items) {
        try {
            dynamoDb.transactWriteItems(transaction -> transaction.transactItems(items));
            return true;
        } catch (TransactionCanceledException cancelled) {
            TransientFailures.requireConditionFailed(cancelled);
            return false;
        }
    }
}
