package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.testing.RouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeApiRouteTest extends RouteTest {

    @Test
    void should_return_the_description_without_caching() throws Exception {
        Exchange answer = fluentTemplate.to("direct:describe-api").send();

        assertThat(answered(answer, 200).get("openapi").textValue()).isEqualTo("3.1.0");
        assertThat(answer.getMessage().getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-cache");
    }

    @Test
    void should_return_a_page_that_loads_nothing_from_other_hosts() {
        Message page = fluentTemplate.to("direct:show-docs").send().getMessage();

        assertThat(page.getBody(String.class)).contains("<html");
        assertThat(page.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.getHeader("Content-Security-Policy", String.class)).startsWith("default-src 'none';");
    }

    @ParameterizedTest
    @CsvSource({"initializer.js, text/javascript; charset=utf-8", "favicon-32x32.png, image/png"})
    void should_return_a_file_of_the_page_with_caching(String file, String type) {
        Message answer = file(file).getMessage();

        assertThat(answer.getBody(byte[].class)).isNotEmpty();
        assertThat(answer.getHeader("Content-Type")).isEqualTo(type);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("max-age=600");
    }

    @Test
    void should_answer_404_to_a_file_that_the_page_does_not_need() throws Exception {
        assertThat(answered(file("pom.xml"), 404).get("title").textValue()).isEqualTo("No such resource");
    }

    private Exchange file(String name) {
        return fluentTemplate
                .to("direct:show-docs-file")
                .withHeader("file", name)
                .send();
    }
}
