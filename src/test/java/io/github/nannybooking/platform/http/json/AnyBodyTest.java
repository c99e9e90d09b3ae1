package io.github.nannybooking.platform.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.booking.BookingRequest;
import io.github.nannybooking.hostile.MutatedBodies;
import io.github.nannybooking.job.NewJob;
import io.github.nannybooking.platform.http.problem.Problems;
import io.github.nannybooking.testing.Proof;
import java.io.ByteArrayInputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Each body is read or rejected with a status below 500. */
@Proof
class AnyBodyTest {

    private static final JsonConfiguration HTTP = new JsonConfiguration();
    private static final ObjectMapper MAPPER = HTTP.jsonMapper();
    private static final BodyValidator VALIDATOR = HTTP.bodyValidator(HTTP.validator());

    @Property
    void should_read_or_reject_any_booking(@ForAll("bookings") byte[] body) {
        assertReadOrRejected(body, BookingRequest.class);
    }

    @Property
    void should_read_or_reject_any_job(@ForAll("jobs") byte[] body) {
        assertReadOrRejected(body, NewJob.class);
    }

    @Provide
    Arbitrary<byte[]> bookings() {
        return MutatedBodies.of(MutatedBodies.BOOKING);
    }

    @Provide
    Arbitrary<byte[]> jobs() {
        return MutatedBodies.of(MutatedBodies.JOB);
    }

    private static void assertReadOrRejected(byte[] body, Class<?> type) {
        try {
            VALIDATOR.validate(MAPPER.readValue(new ByteArrayInputStream(body), type));
        } catch (Exception thrown) {
            assertThat(Problems.of(thrown).status()).as("%s", thrown).isBetween(400, 499);
        }
    }
}
