package io.github.nannybooking.explorer;

import io.github.nannybooking.application.ApplicationConfiguration;
import io.github.nannybooking.application.ApplicationTransaction;
import io.github.nannybooking.application.NewApplication;
import io.github.nannybooking.booking.AlwaysDue;
import io.github.nannybooking.booking.Booking;
import io.github.nannybooking.booking.BookingConfiguration;
import io.github.nannybooking.booking.BookingOutbox;
import io.github.nannybooking.booking.BookingRecord;
import io.github.nannybooking.booking.BookingRequest;
import io.github.nannybooking.booking.BookingTransaction;
import io.github.nannybooking.booking.JobApplications;
import io.github.nannybooking.decline.DeclineBatches;
import io.github.nannybooking.decline.DeclineConfiguration;
import io.github.nannybooking.decline.DeclineMessage;
import io.github.nannybooking.decline.DeclineUpdate;
import io.github.nannybooking.decline.UndeclinableException;
import io.github.nannybooking.explorer.Step.Bury;
import io.github.nannybooking.explorer.Step.Delete;
import io.github.nannybooking.explorer.Step.DeleteDead;
import io.github.nannybooking.explorer.Step.Exhume;
import io.github.nannybooking.explorer.Step.Notify;
import io.github.nannybooking.explorer.Step.Receive;
import io.github.nannybooking.explorer.Step.Send;
import io.github.nannybooking.faileddecline.FailedDecline;
import io.github.nannybooking.faileddecline.FailedDeclineActions;
import io.github.nannybooking.faileddecline.FailedDeclineConfiguration;
import io.github.nannybooking.faileddecline.FailedDeclines;
import io.github.nannybooking.faileddecline.Removal;
import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.FailedDeclineKey;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.TestTable;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.ddb.Ddb2Configuration;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.apache.camel.component.aws2.ddb.GetItemCommand;
import org.apache.camel.component.aws2.ddb.UpdateItemCommand;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The programs: the production beans in the order of the routes, and other programs that change the job. */
final class Programs {

    static final String OWNER = "maria";
    static final String JOB = "j1";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Ddb2Configuration endpoint = new Ddb2Configuration();
    private final Replay steps;
    private final DynamoDbClient dynamoDb;
    private final TestTable table;
    private final JobApplications jobApplications;
    private final BookingOutbox bookingOutbox;
    private final BookingTransaction bookingTransaction;
    private final ApplicationTransaction applicationTransaction;
    private final DeclineBatches declineBatches;
    private final DeclineUpdate declineUpdate;
    private final FailedDeclines failedDeclines;
    private final FailedDeclineActions failedDeclineActions;

    Programs(Replay steps, String tableName, Clock clock) {
        this.steps = steps;
        dynamoDb = new SteppingClient(steps);
        table = new TestTable(dynamoDb, tableName);
        endpoint.setTableName(tableName);
        endpoint.setConsistentRead(true);

        JsonConfiguration json = new JsonConfiguration();
        BookingConfiguration booking = new BookingConfiguration();
        DeclineConfiguration decline = new DeclineConfiguration();
        Table stepping = new Table(dynamoDb, tableName);
        Jobs jobs = new Jobs(stepping);
        jobApplications = booking.jobApplications(stepping);
        bookingOutbox = AlwaysDue.outbox(stepping, clock);
        bookingTransaction = booking.bookingTransaction(stepping, jobs, bookingOutbox);
        applicationTransaction = new ApplicationConfiguration().applicationTransaction(stepping, jobs);
        declineBatches = decline.declineBatches();
        DeclineMessage messages = decline.declineMessage(json.jsonMapper(), json.validator());
        declineUpdate = decline.declineUpdate(messages);
        FailedDeclineConfiguration failed = new FailedDeclineConfiguration();
        failedDeclines = failed.failedDeclines(stepping, messages, bookingOutbox);
        failedDeclineActions = failed.failedDeclineActions(failedDeclines, bookingOutbox);
    }

    /** Route {@code book-nanny}. */
    Ending book(String applicationId) {
        Booking booking = jobApplications.find(new BookingRequest(OWNER, JOB, applicationId));
        try {
            BookingRecord made =
                    bookingTransaction.accept(booking, Caller.ANONYMOUS).record();
            send(booking);
            if (made != null) {
                notifyApplicant(made);
            }
        } catch (ProblemException refused) {
            return Ending.refused(applicationId, refused);
        }
        return Ending.booked(booking);
    }

    /** Route {@code send-declines}, which sends the other messages when the queue refuses some, and does not fail. */
    private void send(Booking booking) {
        declineBatches
                .of(booking.others())
                .forEach(batch -> batch.forEach(decline -> steps.take(new Send(decline.body()))));
    }

    /** Route {@code deliver-accepted-notice}, which runs concurrently with the routes that tap it. */
    private void notifyApplicant(BookingRecord record) {
        if (steps.take(new Notify(record.request().applicationId())) == Steps.DONE.get()) {
            bookingOutbox.markNotified(record);
        }
    }

    /** An application through the API. */
    Ending apply(String applicationId) {
        try {
            applicationTransaction.apply(new NewApplication(JOB, applicationId, "nanny-" + applicationId), null);
            return Ending.of("has applied");
        } catch (ProblemException refused) {
            return Ending.of("may not apply");
        }
    }

    /** An application by another program that does not check the job. */
    Ending intrude(String applicationId) {
        table.putApplication(JOB, applicationId, "PENDING", Map.of());
        return Ending.of("has intruded");
    }

    /** Routes {@code reconcile-bookings} and {@code check-booking}, for the only shard with bookings. */
    Ending reconcile() {
        for (BookingRecord due : bookingOutbox.findDue(new BookingKey(JOB).shard())) {
            BookingRecord claimed = bookingOutbox.claim(due);
            if (claimed != null) {
                Booking booking = jobApplications.findByRecord(claimed);
                Booking declinable = jobApplications.withoutFailed(booking);
                if (booking.others().isEmpty()) {
                    bookingOutbox.complete(claimed);
                } else if (declinable.others().isEmpty()) {
                    bookingOutbox.markNeedsAttention(claimed);
                } else {
                    send(declinable);
                    bookingOutbox.postpone(claimed);
                }
                if (claimed.noticeDue()) {
                    notifyApplicant(claimed);
                }
            }
        }
        return Ending.of("ends its round");
    }

    /** Routes {@code decline-applications} and {@code dead-letter-decline}, for one message. */
    Ending consume() {
        String message = (String) steps.take(new Receive());
        try {
            decline(message);
        } catch (UndeclinableException neverWorks) {
            failedDeclines.note(message);
            steps.take(new Bury(message));
        } catch (IllegalStateException becamePending) {
            return Ending.of("leaves the message to its next delivery");
        }
        steps.take(new Delete(message));
        return Ending.of("has deleted the message");
    }

    /** The same routes for a message whose last attempt fails. */
    Ending failPermanently() {
        String message = (String) steps.take(new Receive());
        failedDeclines.note(message);
        steps.take(new Bury(message));
        steps.take(new Delete(message));
        return Ending.of("has deleted the message");
    }

    /** The same routes for a last attempt whose failure can not be noted in the booking. */
    Ending failPermanentlyUnnoted() {
        String message = (String) steps.take(new Receive());
        steps.take(new Bury(message));
        steps.take(new Delete(message));
        return Ending.of("has deleted the message");
    }

    /** Route {@code park-dead-letters}, for one dead letter. */
    Ending park() {
        DeadLetter failed = (DeadLetter) steps.take(new Exhume());
        failedDeclines.park(failed.message(), failed.attributes(), failed.originalMessageId());
        steps.take(new DeleteDead(failed));
        return Ending.of("has deleted the dead letter");
    }

    /** Route {@code requeue-failed-decline}. */
    Ending retry(String applicationId) {
        try {
            FailedDecline failed = failedDeclines.find(failedDecline(applicationId));
            if (steps.take(new Send(failed.body())) == Steps.DONE.get()) {
                failedDeclineActions.deleteRetried(failed);
            }
            return Ending.of("has retried");
        } catch (ProblemException notParked) {
            return Ending.of("finds nothing to retry");
        }
    }

    /** Route {@code remove-failed-decline}. */
    Ending remove(String applicationId) {
        try {
            failedDeclineActions.remove(new Removal(failedDecline(applicationId), "operator", "not needed"));
            return Ending.removed(applicationId);
        } catch (ProblemException notRemoved) {
            return Ending.of("answered " + notRemoved.problem().status());
        }
    }

    private static FailedDeclineKey failedDecline(String applicationId) {
        return FailedDeclineKey.of(new ApplicationKey(JOB, applicationId));
    }

    /** Route {@code mark-declined}. */
    private void decline(String message) {
        Exchange exchange = new DefaultExchange(camel);
        declineUpdate.prepare(message, exchange.getIn().getHeaders());
        try {
            new UpdateItemCommand(dynamoDb, endpoint, exchange).execute();
        } catch (ConditionalCheckFailedException notPending) {
            new GetItemCommand(dynamoDb, endpoint, exchange).execute();
            declineUpdate.requireDeclined(item(exchange));
        }
    }

    @SuppressWarnings("unchecked") // type of Camel's component
    private static Map<String, AttributeValue> item(Exchange exchange) {
        return exchange.getMessage().getHeader(Ddb2Constants.ATTRIBUTES, Map.class);
    }
}
