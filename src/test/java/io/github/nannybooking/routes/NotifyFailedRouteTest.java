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
    void should_notify_the_operators_in_json_and_in_text() throws Exception {
        MockEndpoint operators = getMockEndpoint("mock:log:notify-failed");
        FailedDecline failed = new FailedDecline("f1", "j1", "a1", "unforeseen", null, null, 1, 2, "m1", null, "no");

        template.sendBody("direct:notify-failed", failed.notice());

        Message told = operators.getExchanges().get(0).getMessage();
        assertThat(told.getHeader("text", String.class)).contains("a1", "f1", "unforeseen");
        assertThat(new ObjectMapper()
                        .readTree(told.getBody(String.class))
                        .get("id")
                        .textValue())
                .isEqualTo("f1");
    }
}
