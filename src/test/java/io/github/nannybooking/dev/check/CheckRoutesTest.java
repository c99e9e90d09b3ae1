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

/** The check that each build runs, and its output. */
class CheckRoutesTest {

    private static final String CONTRACT = "api/openapi.yaml";

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(printed, true));
    }

    @AfterEach
    void restore() {
        System.setOut(console);
    }

    @Test
    void should_find_nothing_in_the_shipped_routes_and_examples() throws IOException {
        CheckRoutes.main(new String[] {"routes", "examples", CONTRACT});

        assertThat(printed.toString()).matches("\\[INFO] \\d\\d route files checked in [\\d.,]+ s\\R");
    }

    @Test
    void should_print_each_mistake_and_fail_without_a_stack_trace() throws IOException {
        Path file = folder.resolve("notify.camel.yaml");
        Files.writeString(file, "- rout: {}\n- route: {}\n");

        assertThatThrownBy(() -> CheckRoutes.main(new String[] {folder.toString(), "examples", CONTRACT}))
                .hasMessage("2 mistakes in the routes, see above")
                .extracting(Throwable::getStackTrace)
                .isEqualTo(new StackTraceElement[0]);
        assertThat(printed.toString()).isEqualToNormalizingNewlines("""
                        [ERROR] %1$s:1: unknown 'rout'; did you mean 'route'?
                        [ERROR] %1$s:2: route lacks 'from'
                        """.formatted(file));
    }

    @Test
    void should_find_differences_from_the_contract() throws IOException {
        Path contract = folder.resolve("openapi.yaml");
        Files.writeString(
                contract,
                Files.readString(Path.of(CONTRACT)).replace("operationId: get-job\n", "operationId: read-job\n"));

        assertThatThrownBy(() -> CheckRoutes.main(new String[] {"routes", "examples", contract.toString()}))
                .hasMessage("1 mistake in the routes, see above");
        assertThat(printed.toString())
                .matches("\\[ERROR] .*openapi.yaml:\\d+: the operationId must be 'get-job', as the verb's at"
                        + " read-job.camel.yaml:5\\R");
    }

    @Test
    void should_find_unknown_beans_and_methods(@TempDir Path examples) throws IOException {
        Path file = folder.resolve("book.camel.yaml");
        Files.writeString(file, """
                - beans:
                    - name: stamps
                      type: java.util.HashMap
                - route:
                    id: book
                    description: Books.
                    routePolicy: policy
                    from:
                      id: from-book
                      uri: direct:book
                      steps:
                        - bean:
                            id: claim
                            ref: ownrship
                            method: claim
                        - bean:
                            id: find
                            ref: jobApplications
                            method: fnd(${body})
                        - bean:
                            id: validate
                            ref: validator
                            method: validate
                        - bean:
                            id: put
                            ref: stamps
                            method: put
                        - to:
                            id: to-queue
                            uri: aws2-sqs:declines
                            parameters:
                              queueUrl: "{{booking.queue}}"
                              headerFilterStrategy: "#bean:corelationIdOnly"
                """);

        assertThatThrownBy(() -> CheckRoutes.main(new String[] {folder.toString(), examples.toString(), CONTRACT}))
                .hasMessage("4 mistakes in the routes, see above");
        assertThat(printed.toString()).isEqualToNormalizingNewlines("""
                        [ERROR] %1$s:7: there is no bean 'policy'
                        [ERROR] %1$s:14: there is no bean 'ownrship'; did you mean 'ownership'?
                        [ERROR] %1$s:19: the bean 'jobApplications' has no method 'fnd'; did you mean 'find'?
                        [ERROR] %1$s:33: there is no bean 'corelationIdOnly'; did you mean 'correlationIdOnly'?
                        """.formatted(file));
    }
}
