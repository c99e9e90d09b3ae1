package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nannybooking.faileddecline.FailedDecline;
import io.github.nannybooking.testing.RouteTest;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

class NotifyFailedRouteTest extends RouteTest {

    @Test
    void should_notify_the_operators_with_json_and_a_text() throws Exception {
        MockEndpoint operators = getMockEndpoint("mock:log:notify-failed");
        FailedDecline failed = new FailedDecline("f1", "j1", "a1", "unforeseen", null, null, 1, 2, "m1", null, "no");

        template.sendBody("direct:notify-failed", failed.notice());

        Message notified = operators.getExchanges().get(0).getMessage();
        assertThat(notified.getHeader("text", String.class)).contains("a1", "f1", "unforeseen");
        assertThat(new ObjectMapper()
                        .readTree(notified.getBody(String.class))
                        .get("id")
                        .textValue())
                .isEqualTo("f1");
    }
}
