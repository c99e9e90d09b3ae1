package io.github.nannybooking.dev.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build runs, with what it says. */
class CheckRoutesTest {

    private static final String SETTINGS = "src/main/resources/application.properties";

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true));
    }

    @AfterEach
    void giveBack() {
        System.setOut(console);
    }

    @Test
    void should_find_nothing_in_the_shipped_routes_and_examples() throws IOException {
        CheckRoutes.main(new String[] {SETTINGS, "routes", "examples"});

        assertThat(printed.toString()).matches("\\[INFO] \\d\\d files of routes checked in [\\d.,]+ s\\R");
    }

    @Test
    void should_fail_with_each_mistake_on_a_line_and_without_a_stack_trace() throws IOException {
        Path file = folder.resolve("notify.camel.yaml");
        Files.writeString(file, "- rout: {}\n- route: {}\n");

        assertThatThrownBy(() -> CheckRoutes.main(new String[] {SETTINGS, folder.toString(), "examples"}))
                .hasMessage("2 mistakes in the routes, see above")
                .extracting(Throwable::getStackTrace)
                .isEqualTo(new StackTraceElement[0]);
        assertThat(printed.toString()).isEqualToNormalizingNewlines("""
                        [ERROR] %1$s:1: unknown 'rout'; did you mean 'route'?
                        [ERROR] %1$s:2: route lacks 'from'
                        """.formatted(file));
    }
}
