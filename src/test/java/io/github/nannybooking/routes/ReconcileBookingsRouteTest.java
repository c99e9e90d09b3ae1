package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.booking.Booking;
import io.github.nannybooking.booking.BookingRecord;
import io.github.nannybooking.booking.BookingRequest;
import io.github.nannybooking.table.BookingStatus;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.SqsAnswers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReconcileBookingsRouteTest extends RouteTest {

    private final Outbox outbox = new Outbox();

    @BindToRegistry
    private final Outbox bookingOutbox = outbox;

    @BindToRegistry
    private final Outbox jobApplications = outbox;

    @BindToRegistry
    private final Outbox instance = outbox;

    private MockEndpoint queue;

    /** Stands in for the beans that talk to DynamoDB, and for an instance that shuts down after some bookings. */
    public static final class Outbox {

        private final Map<String, List<BookingRecord>> due = new HashMap<>();
        private final Map<String, Integer> pending = new HashMap<>();
        private final List<String> claimed = new ArrayList<>();
        private final List<BookingRecord> completed = new ArrayList<>();
        private final List<BookingRecord> left = new ArrayList<>();
        private final List<BookingRecord> postponed = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();
        private final Set<String> failed = new HashSet<>();
        private RuntimeException outage;
        private int time = Integer.MAX_VALUE;

        public boolean isRunning() {
            return claimed.size() < time;
        }

        public List<String> shards() {
            return List.of("DECLINING#0", "DECLINING#1");
        }

        public List<BookingRecord> findDue(String shard) {
            return due.getOrDefault(shard, List.of());
        }

        public BookingRecord claim(BookingRecord record) {
            if (outage != null) {
                throw outage;
            }
            String job = record.request().jobId();
            claimed.add(job);
            return taken.contains(job) ? null : record(job, "later", record.noticeDue());
        }

        /** Only a new booking, which is not made here, calls this method. */
        public Booking find(BookingRequest request) {
            throw new UnsupportedOperationException();
        }

        public Booking findByRecord(BookingRecord record) {
            BookingRequest request = record.request();
            List<Map<String, AttributeValue>> others = new ArrayList<>();
            for (int i = 0; i < pending.getOrDefault(request.jobId(), 0); i++) {
                others.add(Map.of("id", AttributeValue.fromS("a" + i), "jobId", AttributeValue.fromS("j1")));
            }
            return new Booking(request, "maria", "rita", others, record);
        }

        public Booking withoutFailed(Booking booking) {
            return new Booking(
                    booking.request(),
                    booking.owner(),
                    booking.applicant(),
                    booking.others().stream()
                            .filter(item -> !failed.contains(item.get("id").s()))
                            .toList(),
                    booking.record());
        }

        /** Only deliver-accepted-notice, which does not run here, calls this method. */
        public void markNotified(BookingRecord record) {
            throw new UnsupportedOperationException();
        }

        public void complete(BookingRecord record) {
            completed.add(record);
        }

        public void postpone(BookingRecord record) {
            postponed.add(record);
        }

        public void markNeedsAttention(BookingRecord record) {
            left.add(record);
        }
    }

    @Override
    protected Set<String> mockedRoutes() {
        return Set.of("deliver-accepted-notice");
    }

    @BeforeEach
    void answerAsSqs() {
        queue = getMockEndpoint("mock:aws2-sqs:declines");
        queue.whenAnyExchangeReceived(SqsAnswers::takeAll);
    }

    @Test
    void should_send_pending_declines_and_complete_a_booking_without_any() throws Exception {
        outbox.due.put("DECLINING#0", List.of(record("j1", "now"), record("j2", "now")));
        outbox.due.put("DECLINING#1", List.of(record("j3", "now")));
        outbox.pending.put("j1", 12);
        queue.expectedMessageCount(2);
        queue.allMessages()
                .predicate(batch -> SqsAnswers.entries(batch).stream().allMatch(decline -> "c-j1"
                        .equals(decline.messageAttributes().get("correlationId").stringValue())));

        template.sendBody("direct:reconcile-bookings", null);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(outbox.claimed).containsExactly("j1", "j2", "j3");
        assertThat(outbox.postponed).containsExactly(record("j1", "later"));
        assertThat(outbox.completed).containsExactly(record("j2", "later"), record("j3", "later"));
    }

    @Test
    void should_notify_an_applicant_who_was_not_notified_yet() throws Exception {
        outbox.due.put("DECLINING#0", List.of(record("j1", "now", true), record("j2", "now")));
        MockEndpoint notice = getMockEndpoint("mock:direct:deliver-accepted-notice");
        notice.expectedMessageCount(1);

        template.sendBody("direct:reconcile-bookings", null);

        MockEndpoint.assertIsSatisfied(context);
        Booking booked = notice.getExchanges().get(0).getMessage().getBody(Booking.class);
        assertThat(booked.request().jobId()).isEqualTo("j1");
        assertThat(booked.record()).isEqualTo(record("j1", "later", true));
    }

    @Test
    void should_skip_a_booking_that_another_instance_has_claimed() throws Exception {
        outbox.due.put("DECLINING#0", List.of(record("j1", "now")));
        outbox.pending.put("j1", 1);
        outbox.taken.add("j1");
        queue.expectedMessageCount(0);

        template.sendBody("direct:reconcile-bookings", null);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(outbox.completed).isEmpty();
    }

    @Test
    void should_neither_send_nor_complete_a_booking_with_only_failed_declines() throws Exception {
        outbox.due.put("DECLINING#0", List.of(record("j1", "now")));
        outbox.pending.put("j1", 1);
        outbox.failed.add("a0");
        queue.expectedMessageCount(0);

        template.sendBody("direct:reconcile-bookings", null);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(outbox.left).containsExactly(record("j1", "later"));
        assertThat(outbox.completed).isEmpty();
    }

    @Test
    void should_send_only_declines_that_have_not_failed_and_check_the_booking_again() throws Exception {
        outbox.due.put("DECLINING#0", List.of(record("j1", "now")));
        outbox.pending.put("j1", 2);
        outbox.failed.add("a0");
        queue.expectedMessageCount(1);

        template.sendBody("direct:reconcile-bookings", null);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(outbox.left).isEmpty();
        assertThat(outbox.completed).isEmpty();
    }

    @Test
    void should_not_complete_a_booking_whose_declines_could_not_be_sent() {
        outbox.due.put("DECLINING#0", List.of(record("j1", "now"), record("j2", "now")));
        outbox.pending.put("j1", 1);
        queue.whenAnyExchangeReceived(exchange -> {
            throw SdkClientException.create("connection refused");
        });

        template.sendBody("direct:reconcile-bookings", null);

        assertThat(outbox.completed).isEmpty();
        assertThat(outbox.postponed).as("the next check follows soon").isEmpty();
        assertThat(outbox.claimed).as("the round ends").containsExactly("j1");
    }

    @Test
    void should_not_reconcile_another_booking_during_the_shutdown() {
        outbox.due.put("DECLINING#0", List.of(record("j1", "now"), record("j2", "now")));
        outbox.due.put("DECLINING#1", List.of(record("j3", "now")));
        outbox.time = 1;

        template.sendBody("direct:reconcile-bookings", null);

        assertThat(outbox.completed).containsExactly(record("j1", "later"));
        assertThat(outbox.claimed).containsExactly("j1");
    }

    @Test
    void should_continue_in_the_next_round_after_an_outage() {
        outbox.due.put("DECLINING#0", List.of(record("j1", "now")));
        outbox.outage = SdkClientException.create("connection refused");
        template.sendBody("direct:reconcile-bookings", null);
        outbox.outage = null;

        template.sendBody("direct:reconcile-bookings", null);

        assertThat(outbox.completed).containsExactly(record("j1", "later"));
    }

    private static BookingRecord record(String jobId, String nextCheck) {
        return record(jobId, nextCheck, false);
    }

    private static BookingRecord record(String jobId, String nextCheck, boolean noticeDue) {
        return new BookingRecord(
                new BookingRequest("maria", jobId, "a0"),
                1796491800,
                BookingStatus.DECLINING,
                null,
                0,
                0,
                nextCheck,
                Set.of(),
                noticeDue,
                "c-" + jobId);
    }
}
