package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.booking.Booking;
import io.github.nannybooking.booking.BookingRecord;
import io.github.nannybooking.booking.BookingRequest;
import io.github.nannybooking.table.BookingStatus;
import io.github.nannybooking.testing.RouteTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliverAcceptedNoticeRouteTest extends RouteTest {

    private static final BookingRequest REQUEST = new BookingRequest("maria", "j1", "a1");

    @BindToRegistry("bookingOutbox")
    private final Outbox outbox = new Outbox();

    private MockEndpoint notice;

    /** Stands in for the bean that talks to DynamoDB. */
    public static final class Outbox {

        private final List<String> notified = new ArrayList<>();

        public void markNotified(BookingRecord record) {
            notified.add(record.request().jobId());
        }

        /** Only the reconciler, which does not run here, calls this method and the following ones. */
        public List<String> shards() {
            throw new UnsupportedOperationException();
        }

        public List<BookingRecord> findDue(String shard) {
            throw new UnsupportedOperationException();
        }

        public BookingRecord claim(BookingRecord record) {
            throw new UnsupportedOperationException();
        }

        public void postpone(BookingRecord record) {
            throw new UnsupportedOperationException();
        }

        public void markNeedsAttention(BookingRecord record) {
            throw new UnsupportedOperationException();
        }

        public void complete(BookingRecord record) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void findMock() {
        notice = getMockEndpoint("mock:log:notify-accepted");
    }

    @Test
    void should_send_the_notice_as_json_and_then_record_it() throws Exception {
        notice.expectedMessageCount(1);
        notice.whenAnyExchangeReceived(exchange -> assertThat(outbox.notified).isEmpty());

        deliver("rita", 0);

        MockEndpoint.assertIsSatisfied(context);
        Exchange sent = notice.getExchanges().get(0);
        assertThat(sent.getMessage().getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(new ObjectMapper().readTree(sent.getMessage().getBody(String.class)))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"jobId": "j1", "applicationId": "a1", "applicant": "rita", "parent": "maria",
                         "text": "maria has accepted application a1 of rita for job j1."}"""));
        assertThat(outbox.notified).containsExactly("j1");
    }

    @Test
    void should_send_a_notice_of_an_application_that_is_not_yet_in_the_index() throws Exception {
        deliver(null, 0);

        assertThat(new ObjectMapper()
                        .readTree(notice.getExchanges().get(0).getMessage().getBody(String.class)))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"jobId": "j1", "applicationId": "a1", "parent": "maria",
                         "text": "maria has accepted application a1 for job j1."}"""));
    }

    @Test
    void should_send_no_header_of_the_request() {
        template.request("direct:deliver-accepted-notice", exchange -> {
            prepare(exchange, "rita", 0);
            exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "to=another-user");
            exchange.getMessage().setHeader(Exchange.HTTP_PATH, "/bookings");
            exchange.getMessage().setHeader("Authorization", "secret");
        });

        assertThat(notice.getExchanges().get(0).getMessage().getHeaders()).containsOnlyKeys("Content-Type", "text");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "18, false", "19, true", "25, true"})
    void should_leave_a_failed_notice_to_the_next_check_until_the_last_one(int checks, boolean givenUp) {
        notice.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("connection refused");
        });

        assertThat(deliver("rita", checks).getException()).isNull();

        assertThat(outbox.notified).isEqualTo(givenUp ? List.of("j1") : List.of());
    }

    private Exchange deliver(String applicant, int checks) {
        return template.request("direct:deliver-accepted-notice", exchange -> prepare(exchange, applicant, checks));
    }

    private static void prepare(Exchange exchange, String applicant, int checks) {
        BookingRecord record = new BookingRecord(
                REQUEST, 1796491800, BookingStatus.DECLINING, null, checks, 0, "later", Set.of(), true, null);
        exchange.getMessage().setBody(new Booking(REQUEST, "maria", applicant, List.of(Map.of()), record));
    }
}
