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

/** Each mistake that is made in a good file is found where it is, and nothing else is. */
class RouteChecksTest {

    private static final Path TABLE = Path.of("src/test/resources/broken-routes");

    @TempDir
    Path folder;

    /**
     * @param of what stands once in the good file, or {@code *} for all of it
     * @param is what is written there instead
     * @param found what is to be found, each as {@code line: message}
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
    void should_find(Mistake mistake) throws IOException {
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
    void should_find_nothing_in_what_is_good() throws IOException {
        assertThat(check(List.of(write("good.camel.yaml", good())), List.of())).isEmpty();
    }

    @Test
    void should_find_nothing_in_what_is_good_but_unusual() throws IOException {
        assertThat(check(List.of(TABLE.resolve("unusual.camel.yaml")), List.of()))
                .isEmpty();
    }

    @Test
    void should_find_an_id_that_is_taken_in_another_file() throws IOException {
        Path one = write("one.camel.yaml", good());
        Path other = write("other.camel.yaml", """
                - routeConfiguration:
                    id: keep-failed
                    description: Keeps it as well.
                """);

        assertThat(check(List.of(one, other), List.of()))
                .containsExactly(new Finding(other, 2, "the id 'keep-failed' is taken by one.camel.yaml:16"));
    }

    @Test
    void should_know_the_routes_of_other_files() throws IOException {
        Path one = write("one.camel.yaml", good());
        Path other = write("other.camel.yaml", caller("direct:send-parcel"));

        assertThat(check(List.of(one, other), List.of())).isEmpty();
    }

    @Test
    void should_not_blame_a_file_for_what_is_wrong_in_another() throws IOException {
        Path one = write("one.camel.yaml", good().replace("- route:", "- rout:"));
        Path other = write("other.camel.yaml", caller("direct:send-parcel"));

        assertThat(check(List.of(one, other), List.of()))
                .extracting(Finding::file)
                .containsOnly(one);
    }

    @Test
    void should_check_an_example_in_the_place_of_the_routes_that_it_replaces() throws IOException {
        Path one = write("one.camel.yaml", good());
        Path other = write("other.camel.yaml", caller("direct:send-parcel"));
        Path example = write("example.camel.yaml", caller("direct:read-parcel"));
        Path broken = write("broken.camel.yaml", caller("direct:red-parcel"));

        assertThat(check(List.of(one, other), List.of(example, broken)))
                .containsExactly(new Finding(
                        broken, 10, "no route begins at direct:red-parcel; did you mean 'direct:read-parcel'?"));
    }

    @Test
    void should_find_a_file_that_camel_would_pass_over() throws IOException {
        Path file = write("parcels.yml", good());

        assertThat(RouteChecks.check(folder))
                .containsExactly(new Finding(file, 1, "the name of a file of routes ends with .camel.yaml"));
    }

    @Test
    void should_find_a_file_that_is_not_in_utf_8() throws IOException {
        Path file = folder.resolve("latin.camel.yaml");
        Files.write(file, "- route:\n    id: São-João\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(RouteChecks.check(folder)).containsExactly(new Finding(file, 1, "this is no UTF-8"));
    }

    @Test
    void should_find_nothing_in_the_shipped_routes() throws IOException {
        assertThat(RouteChecks.check(Path.of("routes"))).isEmpty();
    }

    private static List<Finding> check(List<Path> routes, List<Path> examples) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("parcel.enabled", "true");
        properties.setProperty("parcel.weight", "10");
        properties.setProperty("parcel.queue", "{{env:PARCEL_QUEUE:parcels}}");
        properties.setProperty("parcel.broken", "{{parcel.nothing}}");
        return RouteChecks.check(routes, examples, properties);
    }

    private static String good() throws IOException {
        return Files.readString(TABLE.resolve("good.camel.yaml"));
    }

    /** A file with a route that calls another. */
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
