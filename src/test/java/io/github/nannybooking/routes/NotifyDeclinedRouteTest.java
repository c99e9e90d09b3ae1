package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.notice.DeclinedNotice;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.testing.RouteTest;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class NotifyDeclinedRouteTest extends RouteTest {

    private static final ApplicationKey APPLICATION = new ApplicationKey("j1", "a2");

    @Test
    void should_only_count() throws Exception {
        MockEndpoint counter = getMockEndpoint("mock:micrometer:counter:declined.applications");
        counter.expectedMessageCount(1);

        template.sendBody("direct:notify-declined", DeclinedNotice.of(APPLICATION, Map.of()));

        counter.assertIsSatisfied();
    }

    @Test
    void should_leave_out_an_applicant_that_the_application_does_not_name() {
        assertThat(DeclinedNotice.of(APPLICATION, Map.of("username", AttributeValue.fromN("7"))))
                .isEqualTo(DeclinedNotice.of(APPLICATION, null))
                .isEqualTo(new DeclinedNotice("j1", "a2", null, "Application a2 for job j1 is declined."));
    }
}
