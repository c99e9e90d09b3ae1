package io.github.nannybooking.faileddecline;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.decline.DeclineMessage;
import io.github.nannybooking.notice.DeclinedNotice;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.ApplicationStatus;
import io.github.nannybooking.table.FailedDeclineKey;
import io.github.nannybooking.table.JobKey;
import io.github.nannybooking.table.Outcome;
import io.github.nannybooking.table.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The failed declines. The record of its booking notes each failed decline, so that it is counted and not sent again. The
 * table keeps it for operators, beyond the 14 days of a queue.
 */
public final class FailedDeclines {

    /** Sorts after every position. */
    private static final String END = "~";

    private static final Logger LOG = LoggerFactory.getLogger(FailedDeclines.class);

    private final Table table;
    private final DeclineMessage messages;
    private final FailureReader failures;
    private final BookingOutbox bookings;

    FailedDeclines(Table table, DeclineMessage messages, BookingOutbox bookings, Clock clock) {
        this.table = table;
        this.messages = messages;
        this.failures = new FailureReader(messages, clock);
        this.bookings = bookings;
    }

    /** Notes a failed decline in the record of its booking if its application is PENDING. */
    public void note(@Body String message) {
        Optional<ApplicationKey> application = messages.find(message);
        if (application.isEmpty()) {
            LOG.info("A dead letter names no application, so no booking record notes it");
        } else if (!table.write(requirePending(application.get()), bookings.noteFailed(application.get()))
                .isCommitted()) {
            LOG.info(
                    "{} is not PENDING or has no booking record, so no booking record notes its dead letter",
                    application.get());
        }
    }

    /**
     * Parks a dead letter, and notes it in the record of its booking. A dead letter that SQS delivers again is parked once.
     *
     * @return the failed decline; the notice to the applicant if the application is DECLINED, as it may have failed; null if
     *     a newer failure of the same decline is parked
     */
    public Object park(
            @Body String message,
            @Header(Sqs2Constants.MESSAGE_ATTRIBUTES) Map<String, MessageAttributeValue> attributes,
            @Header(Sqs2Constants.MESSAGE_ID) String messageId) {
        FailedDecline failed = failures.read(message, attributes, messageId);
        Optional<ApplicationKey> application = failed.application();
        return application.isPresent() ? parkAndNote(failed, application.get()) : park(failed);
    }

    private Object parkAndNote(FailedDecline failed, ApplicationKey application) {
        Outcome outcome = write(failed, requirePending(application), bookings.noteFailed(application));
        if (ApplicationStatus.DECLINED.isOf(outcome.item(1))) {
            LOG.info("{} is already DECLINED, so its dead letter is not parked", application);
            return DeclinedNotice.of(application, outcome.item(1));
        }
        return outcome.isCommitted() ? parked(failed) : park(failed);
    }

    private FailedDecline park(FailedDecline failed) {
        if (write(failed).isCommitted()) {
            return parked(failed);
        }
        LOG.info("A newer failure of {} is already parked", failed.id());
        return null;
    }

    private static FailedDecline parked(FailedDecline failed) {
        LOG.info("Failed decline {} is parked: {}", failed.id(), failed.reason());
        return failed;
    }

    /** Writes a failed decline and the parts of its message in one transaction, with other changes. */
    private Outcome write(FailedDecline failed, TransactWriteItem... others) {
        List<TransactWriteItem> changes = new ArrayList<>(List.of(put(failed)));
        changes.addAll(List.of(others));
        BigMessage.of(failed.body())
                .ifPresent(message -> message.toItems(failed.key()).forEach(part -> changes.add(table.put(part))));
        return table.write(changes);
    }

    /** A booking record notes only failed declines of PENDING applications. */
    private TransactWriteItem requirePending(ApplicationKey application) {
        return table.require(application.toItemKey(), ApplicationStatus.PENDING);
    }

    /**
     * Replaces an older failure of the same decline, and keeps the time of the first failure. The condition is that no newer
     * failure is parked, because SQS delivers dead letters in any order and more than once.
     */
    private TransactWriteItem put(FailedDecline failed) {
        Map<String, AttributeValue> attributes = failed.toAttributes();
        List<String> absent = FailedDecline.OPTIONAL.stream()
                .filter(name -> !attributes.containsKey(name))
                .toList();
        String set = attributes.keySet().stream()
                .map(name -> "#%s = :%s".formatted(name, name))
                .collect(joining(", "));
        String remove = absent.isEmpty() ? "" : absent.stream().map("#"::concat).collect(joining(", ", " REMOVE ", ""));
        return table.change(update -> update.key(failed.key().toItemKey())
                .conditionExpression("attribute_not_exists(PK) OR #lastFailedOn <= :lastFailedOn")
                .updateExpression("SET #firstFailedOn = if_not_exists(#firstFailedOn, :lastFailedOn), " + set + remove)
                .expressionAttributeNames(
                        Stream.of(attributes.keySet().stream(), absent.stream(), Stream.of("firstFailedOn"))
                                .flatMap(names -> names)
                                .collect(toMap("#"::concat, name -> name)))
                .expressionAttributeValues(attributes.entrySet().stream()
                        .collect(toMap(entry -> ":" + entry.getKey(), Map.Entry::getValue))));
    }

    /** Reads the query of a request; {@code bodyValidator} validates it. */
    public FailedDeclineQuery parse(@Header(Exchange.HTTP_QUERY) String query) {
        return FailedDeclineQuery.parse(query);
    }

    /** Returns a page of failed declines, the newest first, eventually consistent. */
    public FailedDeclinePage list(@Body FailedDeclineQuery query) {
        String position = Optional.ofNullable(query.cursor()).orElse(END);
        Table.Page page = table.page(newestBefore(query.job(), position), query.limit(), FailedDeclineKey::positionOf);
        return new FailedDeclinePage(
                page.items().stream()
                        .map(FailedDecline::of)
                        .map(FailedDecline::withoutBody)
                        .toList(),
                page.next());
    }

    /** The keys of all failed declines before a position, the newest first, which the stream reads page by page. */
    Stream<FailedDeclineKey> keysBefore(FailedDeclineQuery.OfJob job, String position) {
        return table.queryAll(newestBefore(job, position)).stream()
                .flatMap(item -> FailedDeclineKey.find(item).stream());
    }

    /**
     * No item has to exist at the position, so deleted failed declines cause neither gaps nor duplicates.
     *
     * @param job null for all
     */
    private static Consumer<QueryRequest.Builder> newestBefore(FailedDeclineQuery.OfJob job, String position) {
        String index = job == null ? "GSI1" : "GSI2";
        return query -> query.indexName(job == null ? JobKey.INDEX : FailedDeclineKey.JOB_INDEX)
                .keyConditionExpression("%sPK = :partition AND %sSK < :position".formatted(index, index))
                .expressionAttributeValues(Map.of(
                        ":partition",
                        AttributeValue.fromS(
                                job == null ? FailedDeclineKey.PARTITION : FailedDeclineKey.partition(job.jobId())),
                        ":position",
                        AttributeValue.fromS(position)))
                .scanIndexForward(false);
    }

    /** Reads the id of the path; {@code bodyValidator} validates it. */
    public FailedDeclineKey parseId(@Header("id") String id) {
        return new FailedDeclineKey(id);
    }

    /**
     * Returns a failed decline; of a big message only the beginning.
     *
     * @throws ProblemException if there is no such failed decline (404)
     */
    public FailedDecline find(@Body FailedDeclineKey key) {
        return of(key, table.read(key.toItemKey()));
    }

    /**
     * Returns a failed decline with its whole message.
     *
     * @throws ProblemException      if there is no such failed decline (404)
     * @throws IllegalStateException if another program has changed or deleted a part of the message
     */
    public FailedDecline findWhole(@Body FailedDeclineKey key) {
        FailedDecline failed = find(key);
        return failed.bodyBytes() == null ? failed : findWithParts(key);
    }

    /** A newer failure may replace the failed decline and its parts, so all are read as they are at one moment. */
    private FailedDecline findWithParts(FailedDeclineKey key) {
        List<Map<String, AttributeValue>> items =
                table.readTogether(Stream.concat(Stream.of(key.toItemKey()), BigMessage.keys(key).stream())
                        .toList());
        FailedDecline failed = of(key, items.get(0));
        if (failed.bodyBytes() == null) {
            return failed;
        }
        return BigMessage.read(items.subList(1, items.size()), failed.bodyBytes())
                .map(message -> failed.withBody(message.text()))
                .orElseThrow(() -> new IllegalStateException(
                        "the table does not have all parts of the message of failed decline %s".formatted(key.id())));
    }

    private static FailedDecline of(FailedDeclineKey key, Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            throw new ProblemException(
                    Problem.of(404, "No such failed decline", "there is no failed decline %s".formatted(key.id())));
        }
        return FailedDecline.of(item);
    }

    /**
     * Deletes a failed decline and the parts of its message, and changes the record of its booking in the same transaction if the record has noted it.
     *
     * @param change the change of the record; its condition is that the record has noted the failure
     * @return false if the decline has failed again or is deleted; then nothing is written
     */
    boolean delete(FailedDecline seen, Function<ApplicationKey, TransactWriteItem> change) {
        // a decline may fail twice in one second
        TransactWriteItem delete = table.delete(failed -> failed.key(seen.key().toItemKey())
                .conditionExpression("lastFailedOn = :on AND originalMessageId = :message")
                .expressionAttributeValues(Map.of(
                        ":on", AttributeValue.fromN(String.valueOf(seen.lastFailedOn())),
                        ":message", AttributeValue.fromS(seen.originalMessageId()))));
        List<TransactWriteItem> deletes = new ArrayList<>(List.of(delete));
        if (seen.hasParts()) {
            BigMessage.keys(seen.key()).forEach(key -> deletes.add(table.delete(part -> part.key(key))));
        }
        boolean both = seen.application()
                .filter(application -> table.write(Stream.concat(deletes.stream(), Stream.of(change.apply(application)))
                                .toList())
                        .isCommitted())
                .isPresent();
        return both || table.write(deletes).isCommitted();
    }
}
