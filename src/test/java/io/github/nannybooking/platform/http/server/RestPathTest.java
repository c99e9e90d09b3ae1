package io.github.nannybooking.platform.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestPathTest {

    @Test
    void should_join_with_one_slash_before_each_segment() {
        assertThat(RestPath.of("/jobs", "/{jobId}")).isEqualTo("/jobs/{jobId}");
        assertThat(RestPath.of("jobs/", "/{jobId}/")).isEqualTo("/jobs/{jobId}");
        assertThat(RestPath.of("/jobs", null)).isEqualTo("/jobs");
        assertThat(RestPath.of(null, "openapi.json")).isEqualTo("/openapi.json");
    }

    @Test
    void should_return_a_slash_if_all_parts_are_empty() {
        assertThat(RestPath.of(null, null)).isEqualTo("/");
        assertThat(RestPath.of("/", "")).isEqualTo("/");
    }
}
