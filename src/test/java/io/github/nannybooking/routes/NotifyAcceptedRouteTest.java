package io.github.nannybooking.routes;

import io.github.nannybooking.notice.AcceptedNotice;
import io.github.nannybooking.testing.RouteTest;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

class NotifyAcceptedRouteTest extends RouteTest {

    @Test
    void should_notify_the_applicant() throws Exception {
        MockEndpoint applicant = getMockEndpoint("mock:log:notify-accepted");
        applicant.expectedHeaderReceived("text", "maria has accepted application a1 of rita for job j1.");

        template.sendBody("direct:notify-accepted", AcceptedNotice.of("j1", "a1", "rita", "maria"));

        applicant.assertIsSatisfied();
    }
}
