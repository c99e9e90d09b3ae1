package io.github.nannybooking.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.BindToRegistry;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route test can test routes that the application does not ship. */
class RouteTestTest extends RouteTest {

    private static final String ROUTES = """
            - route:
                id: take-news
                from:
                  id: from-news
                  uri: aws2-sqs:news
                  parameters:
                    queueUrl: "{{booking.queue}}"
                  steps:
                    - to: {id: to-tell, uri: "direct:tell-news"}
            - route:
                id: make-news
                from:
                  id: from-clock
                  uri: timer:news
                  steps:
                    - to: {id: to-tell-it, uri: "direct:tell-news"}
            - route:
                id: tell-news
                from:
                  id: from-all
                  uri: direct:tell-news
                  steps:
                    - bean: {id: shout, ref: jobs, method: shout}
                    - to: {id: to-hook, uri: "https://news.example/hook", parameters: {connectTimeout: 1}}
                    - to: {id: to-archive, uri: "direct:keep-news"}
            - route:
                id: keep-news
                from:
                  id: from-tell
                  uri: direct:keep-news
                  steps:
                    - throwException: {id: refuse, exceptionType: java.lang.IllegalStateException, message: not a mock}
            """;

    @BindToRegistry
    private final Voice jobs = new Voice();

    @TempDir
    private Path folder;

    /** Stands in for a bean of the application that has no such method. */
    public static final class Voice {

        public String shout(String news) {
            return news + "!";
        }
    }

    @Override
    protected Path routes() {
        return folder;
    }

    @Override
    protected Set<String> mockedRoutes() {
        return Set.of("keep-news");
    }

    @Override
    protected void setupResources() throws IOException {
        Files.writeString(folder.resolve("news.camel.yaml"), ROUTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"take-news", "make-news", "tell-news"})
    void should_begin_where_a_test_says_and_end_at_mocks(String route) throws Exception {
        MockEndpoint hook = getMockEndpoint("mock:https:news.example/hook");
        MockEndpoint archive = getMockEndpoint("mock:direct:keep-news");
        hook.expectedBodiesReceived("news!");
        archive.expectedMessageCount(1);

        template.sendBody("direct:" + route, "news");

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void should_count_nothing_but_the_shipped_routes() {
        assertThat(context.getCamelContextExtension().getInterceptStrategies()).doesNotContain(RAN_STEPS);
    }
}
