package io.github.nannybooking.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks that the route test in the documentation is a real one. */
class ShownRouteTestTest {

    private static final Path TESTS = Path.of("src/test/java/io/github/nannybooking");

    @Test
    void should_be_shown_by_the_document() throws IOException {
        assertThat(Path.of("docs", "editing-routes.md")).content().contains("```java\n" + shown() + "```\n");
    }

    @Test
    void should_be_shown_by_the_base_class() throws IOException {
        String javadoc = shown().lines()
                .map(line -> (" * " + line).stripTrailing() + "\n")
                .reduce("", String::concat);

        assertThat(TESTS.resolve("testing/RouteTest.java"))
                .content()
                .contains(" * <pre>{@code\n" + javadoc + " * }</pre>\n");
    }

    private static String shown() throws IOException {
        String test = Files.readString(TESTS.resolve("routes/NotifyAcceptedRouteTest.java"));
        return test.substring(test.indexOf("class "));
    }
}
