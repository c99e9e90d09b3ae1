package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.booking.Booking;
import io.github.nannybooking.booking.BookingRecord;
import io.github.nannybooking.booking.BookingRequest;
import io.github.nannybooking.job.NoSuchJobException;
import io.github.nannybooking.platform.access.Caller;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.BookingStatus;
import io.github.nannybooking.testing.RouteTest;
import io.github.nannybooking.testing.SqsAnswers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class BookNannyRouteTest extends RouteTest {

    private static final String REQUEST = "{\"username\": \"maria\", \"jobId\": \"j1\", \"applicationId\": \"a0\"}";

    private final Table table = new Table();

    @BindToRegistry
    private final Table jobApplications = table;

    @BindToRegistry
    private final Table bookingTransaction = table;

    private final Collection<String> sent = new ConcurrentLinkedQueue<>();
    private MockEndpoint queue;
    private MockEndpoint notice;

    /** Stands in for the beans that talk to DynamoDB. */
    public static final class Table {

        private int others;
        private RuntimeException refusal;
        private Booking accepted;
        private boolean bookedBefore;
        private Caller stranger;
        private boolean searched;

        public void requireOwnJob(@Body BookingRequest request, @Header(Caller.HEADER) Caller caller) {
            if (caller.equals(stranger)) {
                throw new NoSuchJobException(request.jobId());
            }
        }

        public Booking find(BookingRequest request) {
            searched = true;
            return new Booking(
                    request,
                    "maria",
                    "rita",
                    IntStream.rangeClosed(1, others)
                            .mapToObj(i ->
                                    Map.of("id", AttributeValue.fromS("a" + i), "jobId", AttributeValue.fromS("j1")))
                            .toList(),
                    null);
        }

        /** Only the reconciler, which does not run here, calls this method and the next one. */
        public Booking findByRecord(BookingRecord record) {
            throw new UnsupportedOperationException();
        }

        public Booking withoutFailed(Booking booking) {
            throw new UnsupportedOperationException();
        }

        public Booking accept(Booking booking) {
            if (refusal != null) {
                throw refusal;
            }
            accepted = booking;
            BookingRecord record = new BookingRecord(
                    booking.request(), 1, BookingStatus.DECLINING, null, 0, 0, "later", Set.of(), true, null);
            return bookedBefore
                    ? booking
                    : new Booking(booking.request(), booking.owner(), booking.applicant(), booking.others(), record);
        }
    }

    @Override
    protected Set<String> mockedRoutes() {
        return Set.of("deliver-accepted-notice");
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.useOverridePropertiesWithPropertiesComponent().setProperty("booking.decline.sends", "2");
    }

    @BeforeEach
    void answerAsSqs() {
        notice = getMockEndpoint("mock:direct:deliver-accepted-notice");
        queue = getMockEndpoint("mock:aws2-sqs:declines");
        queue.whenAnyExchangeReceived(exchange -> take(exchange, SqsAnswers.entries(exchange)));
    }

    /** Answers like SQS after it has accepted the messages {@code taken} of a batch. */
    private void take(Exchange exchange, List<SendMessageBatchRequestEntry> taken) {
        taken.forEach(entry -> sent.add(entry.messageBody()));
        exchange.getMessage().setBody(SqsAnswers.taken(taken));
    }

    @Test
    void should_accept_one_application_and_send_the_declines_of_all_others_in_batches_of_ten() throws Exception {
        table.others = 23;
        queue.expectedMessageCount(3);

        JsonNode answer = answer(book(REQUEST), 200, "application/json");

        MockEndpoint.assertIsSatisfied(context);
        assertThat(answer)
                .hasToString(
                        "{\"jobId\":\"j1\",\"jobStatus\":\"CLOSED\",\"acceptedApplicationId\":\"a0\",\"declining\":23}");
        assertThat(table.accepted.request()).isEqualTo(new BookingRequest("maria", "j1", "a0"));
        assertThat(sent).hasSize(23).doesNotHaveDuplicates().allMatch(message -> message.contains("\"jobId\":\"j1\""));
    }

    @Test
    void should_send_no_decline_when_there_is_no_other_application() throws Exception {
        queue.expectedMessageCount(0);

        assertThat(answer(book(REQUEST), 200, "application/json")
                        .get("declining")
                        .intValue())
                .isZero();

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_send_no_decline_when_the_booking_is_refused() throws Exception {
        table.others = 5;
        table.refusal = new ProblemException(Problem.of(409, "Job already booked", "job j1 is taken"));
        queue.expectedMessageCount(0);

        JsonNode problem = answer(book(REQUEST), 409, Problem.MEDIA_TYPE);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(problem)
                .hasToString(
                        "{\"type\":\"urn:nanny-booking:problem:job-already-booked\",\"title\":\"Job already booked\",\"status\":409,\"detail\":\"job j1 is taken\"}");
    }

    @Test
    void should_not_change_the_job_of_another_user() throws Exception {
        table.stranger = new Caller("maria", Set.of("parent"));
        queue.expectedMessageCount(0);

        assertThat(answer(book(REQUEST, table.stranger), 404, Problem.MEDIA_TYPE))
                .isEqualTo(new ObjectMapper()
                        .valueToTree(new NoSuchJobException("j1").problem().bodyOf("nanny-booking")));

        MockEndpoint.assertIsSatisfied(context);
        assertThat(table.searched).isFalse();
        assertThat(table.accepted).isNull();
    }

    @Test
    void should_answer_200_when_sqs_is_down_and_stop_after_the_first_batch() throws Exception {
        table.others = 1_000;
        queue.whenAnyExchangeReceived(exchange -> {
            throw SdkClientException.create("connection refused");
        });
        queue.expectedMessageCount(1);

        JsonNode answer = answer(book(REQUEST), 200, "application/json");

        MockEndpoint.assertIsSatisfied(context);
        assertThat(answer.get("declining").intValue()).isEqualTo(1_000);
    }

    @Test
    void should_send_only_the_refused_messages_of_a_batch_again() throws Exception {
        table.others = 3;
        queue.whenExchangeReceived(
                1, exchange -> take(exchange, SqsAnswers.entries(exchange).subList(1, 2)));
        queue.expectedMessageCount(2);

        answer(book(REQUEST), 200, "application/json");

        MockEndpoint.assertIsSatisfied(context);
        assertThat(sent).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void should_skip_a_message_that_sqs_always_refuses_and_send_the_next_batch() throws Exception {
        table.others = 15;
        queue.whenAnyExchangeReceived(exchange -> take(
                exchange,
                SqsAnswers.entries(exchange).stream()
                        .filter(entry -> !entry.messageBody().contains("\"a7\""))
                        .toList()));
        queue.expectedMessageCount(3);

        answer(book(REQUEST), 200, "application/json");

        MockEndpoint.assertIsSatisfied(context);
        assertThat(sent).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void should_notify_the_applicant_of_a_new_booking() throws Exception {
        notice.expectedMessageCount(1);

        answer(book(REQUEST), 200, "application/json");

        MockEndpoint.assertIsSatisfied(context);
        Booking booked = notice.getExchanges().get(0).getMessage().getBody(Booking.class);
        assertThat(booked.applicant()).isEqualTo("rita");
        assertThat(booked.record().noticeDue()).isTrue();
    }

    @Test
    void should_not_notify_the_applicant_of_a_booking_that_was_made_before() throws Exception {
        table.bookedBefore = true;
        table.others = 1;
        queue.expectedMessageCount(1);
        notice.expectedMessageCount(0);
        notice.setAssertPeriod(100);

        answer(book(REQUEST), 200, "application/json");

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_answer_any_number_of_bookings_while_notices_hang() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        notice.whenAnyExchangeReceived(exchange -> hangs.await());

        for (int i = 0; i < 200; i++) {
            answer(book(REQUEST), 200, "application/json");
        }

        hangs.countDown();
    }

    @Test
    void should_answer_200_when_the_notice_fails() throws Exception {
        notice.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("connection refused");
        });
        notice.expectedMessageCount(1);

        answer(book(REQUEST), 200, "application/json");

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_answer_500_without_internal_details() throws Exception {
        table.refusal = new IllegalStateException("secret");

        assertThat(answer(book(REQUEST), 500, Problem.MEDIA_TYPE).toString()).doesNotContain("secret", "Exception");
    }

    @Test
    void should_refuse_a_booking_without_a_job() throws Exception {
        assertThat(answer(book("{\"username\": \"maria\", \"applicationId\": \"a0\"}"), 400, Problem.MEDIA_TYPE)
                        .get("detail")
                        .textValue())
                .startsWith("jobId: ");
        assertThat(table.accepted).isNull();
    }

    private Exchange book(String json) {
        return book(json, Caller.ANONYMOUS);
    }

    private Exchange book(String json, Caller caller) {
        return template.request("direct:book-nanny", exchange -> {
            exchange.getMessage().setBody(json);
            exchange.getMessage().setHeader(Caller.HEADER, caller);
        });
    }

    private static JsonNode answer(Exchange exchange, int status, String mediaType) throws Exception {
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo(mediaType);
        return answered(exchange, status);
    }
}
