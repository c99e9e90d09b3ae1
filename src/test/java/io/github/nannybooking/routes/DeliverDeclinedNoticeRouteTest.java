package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.notice.DeclinedNotice;
import io.github.nannybooking.table.ApplicationKey;
import io.github.nannybooking.testing.RouteTest;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverDeclinedNoticeRouteTest extends RouteTest {

    private MockEndpoint notice;

    @Override
    protected Set<String> mockedRoutes() {
        return Set.of("notify-declined");
    }

    @BeforeEach
    void findMock() {
        notice = getMockEndpoint("mock:direct:notify-declined");
    }

    @Test
    void should_notify_without_the_headers_of_other_requests() {
        deliver(1);

        assertThat(notice.getExchanges()).singleElement().satisfies(sent -> {
            assertThat(sent.getMessage().getBody(DeclinedNotice.class).applicationId())
                    .isEqualTo("a2");
            assertThat(sent.getMessage().getHeaders()).containsOnlyKeys("ApproximateReceiveCount");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19})
    void should_fail_without_details_of_the_endpoint_so_that_the_message_is_kept(int receives) {
        refuse();

        assertThat(deliver(receives).getException())
                .hasMessageContainingAll("notify-declined failed", "a2", "j1", IllegalArgumentException.class.getName())
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21})
    void should_give_up_when_the_message_was_received_too_often(int receives) {
        refuse();

        assertThat(deliver(receives).getException()).isNull();
    }

    private void refuse() {
        notice.whenAnyExchangeReceived(exchange -> {
            throw new IllegalArgumentException("http://hooks/secret answers 500");
        });
    }

    private Exchange deliver(int receives) {
        return template.request("direct:deliver-declined-notice", exchange -> {
            exchange.getMessage().setBody(DeclinedNotice.of(new ApplicationKey("j1", "a2"), null));
            exchange.getMessage().setHeader("ApproximateReceiveCount", String.valueOf(receives));
            exchange.getMessage().setHeader("CamelAwsSqsMessageId", "m1");
        });
    }
}
