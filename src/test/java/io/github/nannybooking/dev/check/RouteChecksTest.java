package io.github.nannybooking.dev.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Makes each mistake in a valid file, and checks that it is the only finding. */
class RouteChecksTest {

    private static final Path TABLE = Path.of("src/test/resources/broken-routes");

    @TempDir
    Path folder;

    /**
     * @param of    the text to replace, which the valid file contains once, or {@code *} for the whole file
     * @param is    the replacement
     * @param found the expected findings, each as {@code line: message}
     */
    record Mistake(String mistake, String of, String is, List<String> found) {

        String in(String good) {
            if (of.equals("*")) {
                return is;
            }
            assertThat(good).containsOnlyOnce(of);
            return good.replace(of, is);
        }

        @Override
        public String toString() {
            return mistake;
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void should_find_a_mistake(Mistake mistake) throws IOException {
        Path file = write("broken.camel.yaml", mistake.in(good()));

        assertThat(check(List.of(file), List.of()))
                .allSatisfy(finding -> assertThat(finding.file()).isEqualTo(file))
                .extracting(finding -> finding.line() + ": " + finding.message())
                .containsExactlyElementsOf(mistake.found());
    }

    static List<Mistake> mistakes() throws IOException {
        return new YAMLMapper().readValue(TABLE.resolve("mistakes.yaml").toFile(), new TypeReference<>() {});
    }

    @Test
    void should_find_nothing_in_a_valid_file() throws IOException {
        assertThat(check(List.of(write("good.camel.yaml", good())), List.of())).isEmpty();
    }

    @Test
    void should_find_nothing_in_an_unusual_valid_file() throws IOException {
        assertThat(check(List.of(TABLE.resolve("unusual.camel.yaml")), List.of()))
                .isEmpty();
    }

    @Test
    void should_find_an_id_that_another_file_uses() throws IOException {
        Path one = write("one.camel.yaml", good());
        Path other = write("other.camel.yaml", """
                - routeConfiguration:
                    id: keep-failed
                    description: Keeps it as well.
                """);

        assertThat(check(List.of(one, other), List.of()))
                .containsExactly(new Finding(other, 2, "the id 'keep-failed' is already used at one.camel.yaml:16"));
    }

    @Test
    void should_know_the_routes_of_other_files() throws IOException {
        Path one = write("one.camel.yaml", good());
        Path other = write("other.camel.yaml", caller("direct:send-parcel"));

        assertThat(check(List.of(one, other), List.of())).isEmpty();
    }

    @Test
    void should_not_report_a_file_for_a_mistake_in_another() throws IOException {
        Path one = write("one.camel.yaml", good().replace("- route:", "- rout:"));
        Path other = write("other.camel.yaml", caller("direct:send-parcel"));

        assertThat(check(List.of(one, other), List.of()))
                .extracting(Finding::file)
                .containsOnly(one);
    }

    @Test
    void should_check_an_example_in_place_of_the_routes_that_it_replaces() throws IOException {
        Path one = write("one.camel.yaml", good());
        Path other = write("other.camel.yaml", caller("direct:send-parcel"));
        Path example = write("example.camel.yaml", caller("direct:read-parcel"));
        Path broken = write("broken.camel.yaml", caller("direct:red-parcel"));

        assertThat(check(List.of(one, other), List.of(example, broken)))
                .containsExactly(new Finding(
                        broken, 10, "no route starts at direct:red-parcel; did you mean 'direct:read-parcel'?"));
    }

    @Test
    void should_check_an_example_in_place_of_a_route_of_another_id_that_starts_where_it_does() throws IOException {
        Path one = write("one.camel.yaml", good());
        Path renamed = write("renamed.camel.yaml", caller("log:other").replace("id: call", "id: renamed"));
        Path example = write("example.camel.yaml", caller("direct:read-parcel"));

        assertThat(check(List.of(one, renamed), List.of(example))).isEmpty();
    }

    @Test
    void should_not_start_what_is_remote() throws IOException {
        Path file = write("queue.camel.yaml", caller("direct:call").replace("uri: direct:call\n      steps", """
                uri: aws2-sqs:parcels
                      parameters:
                        queueOwnerAWSAccountId: 123456789012
                      steps"""));

        assertThat(check(List.of(file), List.of()))
                .containsExactly(new Finding(file, 12, "no route starts at direct:call"));
    }

    @Test
    void should_find_a_file_that_camel_would_ignore() throws IOException {
        Path file = write("parcels.yml", good());

        assertThat(RouteChecks.check(folder, new Properties()))
                .containsExactly(new Finding(file, 1, "the name of a route file must end with .camel.yaml"));
    }

    @Test
    void should_find_a_file_that_is_not_in_utf_8() throws IOException {
        Path file = folder.resolve("latin.camel.yaml");
        Files.write(file, "- route:\n    id: São-João\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(RouteChecks.check(folder, new Properties()))
                .containsExactly(new Finding(file, 1, "the file is not in UTF-8"));
    }

    @Test
    void should_find_nothing_in_the_shipped_routes() throws IOException {
        assertThat(RouteChecks.check(Path.of("routes"), new Properties())).isEmpty();
    }

    private static List<Finding> check(List<Path> routes, List<Path> examples) throws IOException {
        return RouteChecks.check(routes, examples, properties());
    }

    static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("parcel.enabled", "true");
        properties.setProperty("parcel.weight", "10");
        properties.setProperty("parcel.queue", "{{env:PARCEL_QUEUE:parcels}}");
        properties.setProperty("parcel.broken", "{{parcel.nothing}}");
        properties.setProperty("parcel.condition", "${body} != null");
        return properties;
    }

    private static String good() throws IOException {
        return Files.readString(TABLE.resolve("good.camel.yaml"));
    }

    private static String caller(String route) {
        return """
                - route:
                    id: call
                    description: Calls another.
                    from:
                      id: from-call
                      uri: direct:call
                      steps:
                        - to:
                            id: to-other
                            uri: %s
                """.formatted(route);
    }

    private Path write(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml);
    }
}
