package io.github.nannybooking.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.BookingStatus;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.Marketplace;
import io.github.nannybooking.testing.NeedsIsolatedWrites;
import io.github.nannybooking.testing.TestAws;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BookingOutboxIT {

    private static final BookingRequest BOOKING = new BookingRequest("maria", "j1", "a1");

    private final Marketplace market = Marketplace.create();
    private final CheckSchedule schedule =
            new CheckSchedule(Clock.systemUTC(), Duration.ofSeconds(-1), Duration.ofSeconds(60));
    private final BookingOutbox outbox = new BookingOutbox(
            new Table(TestAws.shared().dynamoDb(), market.resources().table()), schedule);

    @Test
    @NeedsIsolatedWrites
    void should_allow_only_one_of_many_instances_to_claim_a_booking() throws Exception {
        outbox.restart(BOOKING, Optional.empty());
        BookingRecord due = outbox.findDue(new BookingKey("j1").shard()).get(0);
        ExecutorService instances = Executors.newFixedThreadPool(16);
        Callable<BookingRecord> claim = () -> outbox.claim(due);

        int claims = 0;
        for (Future<BookingRecord> claimed : instances.invokeAll(Collections.nCopies(16, claim))) {
            claims += claimed.get() == null ? 0 : 1;
        }

        instances.shutdown();
        assertThat(claims).isEqualTo(1);
    }

    @Test
    void should_not_complete_a_booking_that_was_put_again_in_the_same_second() {
        outbox.restart(BOOKING, Optional.empty());
        BookingRecord claimed =
                outbox.claim(outbox.findDue(new BookingKey("j1").shard()).get(0));
        BookingRecord again = BookingRecord.declining(BOOKING, 1, claimed.nextCheck(), false, null);
        TestAws.shared()
                .dynamoDb()
                .putItem(put -> put.tableName(market.resources().table()).item(again.toItem()));

        outbox.complete(claimed);

        assertThat(market.table().booking("j1").get("bookingStatus").s()).isEqualTo("DECLINING");
    }

    @Test
    void should_keep_the_changes_since_the_record_was_read_when_it_is_put_again() {
        BookingRecord seen = outbox.newRecord(BOOKING);
        TestAws.shared()
                .dynamoDb()
                .putItem(put -> put.tableName(market.resources().table()).item(seen.toItem()));
        outbox.markNotified(seen);
        TestAws.shared()
                .dynamoDb()
                .transactWriteItems(write -> write.transactItems(outbox.noteFailed(new ApplicationKey("j1", "a2"))));

        outbox.restart(BOOKING, Optional.of(seen));

        assertThat(BookingRecord.of(market.table().booking("j1"))).satisfies(again -> {
            assertThat(again.noticeDue()).isFalse();
            assertThat(again.failed()).containsExactly("a2");
            assertThat(again.status()).isEqualTo(BookingStatus.DECLINING);
        });
    }

    @Test
    void should_not_complete_a_booking_before_its_applicant_is_notified() {
        TestAws.shared().dynamoDb().putItem(put -> put.tableName(
                        market.resources().table())
                .item(outbox.newRecord(BOOKING).toItem()));
        BookingRecord claimed =
                outbox.claim(outbox.findDue(new BookingKey("j1").shard()).get(0));

        outbox.complete(claimed);
        assertThat(market.table().booking("j1").get("bookingStatus").s()).isEqualTo("DECLINING");

        outbox.markNotified(claimed);
        outbox.complete(claimed);
        assertThat(market.table().booking("j1").get("bookingStatus").s()).isEqualTo("COMPLETED");
    }

    @Test
    void should_not_find_bookings_that_are_completed_or_not_due() {
        outbox.restart(BOOKING, Optional.empty());
        BookingRecord claimed =
                outbox.claim(outbox.findDue(new BookingKey("j1").shard()).get(0));
        outbox.complete(claimed);

        assertThat(outbox.shards())
                .allSatisfy(shard -> assertThat(outbox.findDue(shard)).isEqualTo(List.of()));
        assertThat(market.table().booking("j1")).containsKey("completedOn").doesNotContainKeys("GSI1PK", "GSI1SK");
    }
}
