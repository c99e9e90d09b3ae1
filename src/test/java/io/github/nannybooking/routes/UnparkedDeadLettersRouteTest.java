package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.RouteTest;
import org.apache.camel.BindToRegistry;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.Test;

/** Tests what becomes of a failed decline when parking is disabled. */
class UnparkedDeadLettersRouteTest extends RouteTest {

    private static final String MESSAGE = "{\"id\": \"a1\", \"jobId\": \"j1\"}";

    @BindToRegistry
    private final DeclineApplicationsRouteTest.FailedDeclines failedDeclines =
            new DeclineApplicationsRouteTest.FailedDeclines();

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        configuration.useOverridePropertiesWithPropertiesComponent().setProperty("booking.parking.enabled", "false");
    }

    @Test
    void should_send_a_dead_letter_and_not_note_it_in_the_record_of_its_booking() throws Exception {
        MockEndpoint deadLetters = getMockEndpoint("mock:aws2-sqs:dead-letters");
        deadLetters.expectedBodiesReceived(MESSAGE);

        template.sendBody("direct:dead-letter-decline", MESSAGE);

        deadLetters.assertIsSatisfied();
        assertThat(failedDeclines.noted).isEmpty();
    }
}
