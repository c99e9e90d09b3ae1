package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.RouteTest;
import org.junit.jupiter.api.Test;

/** Checks that the description of a route names its input and its output. */
class RouteDescriptionsTest extends RouteTest {

    @Test
    void should_describe_the_input_and_output_of_each_route_that_others_call() {
        assertThat(context.getRoutes())
                .filteredOn(route ->
                        !route.getRouteId().matches("decline-applications|park-dead-letters|reconcile-bookings"))
                .hasSizeGreaterThan(20)
                .allSatisfy(route -> assertThat(route.getDescription())
                        .as(route.getRouteId())
                        .matches(".* In: .+\\. Out: .+\\."));
    }
}
