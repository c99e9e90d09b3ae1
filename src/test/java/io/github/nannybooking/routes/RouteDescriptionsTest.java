package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.RouteTest;
import org.junit.jupiter.api.Test;

/** A caller of a route sees what to send to it, and what it gets. */
class RouteDescriptionsTest extends RouteTest {

    @Test
    void should_say_what_each_route_that_others_call_takes_and_gives() {
        assertThat(context.getRoutes())
                .filteredOn(route ->
                        !route.getRouteId().matches("decline-applications|park-dead-letters|reconcile-bookings"))
                .hasSizeGreaterThan(20)
                .allSatisfy(route -> assertThat(route.getDescription())
                        .as(route.getRouteId())
                        .matches(".* In: .+\\. Out: .+\\."));
    }
}
