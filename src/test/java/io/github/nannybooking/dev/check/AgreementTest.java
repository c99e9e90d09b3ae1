package io.github.nannybooking.dev.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each difference between the contract and the verbs is found where it is, and nothing else is. */
class AgreementTest {

    private static final Path TABLE = Path.of("src/test/resources/broken-contract");
    private static final String CONTRACT = "contract.yaml";
    private static final String ROUTES = "parcels.camel.yaml";

    @TempDir
    Path folder;

    /**
     * @param in    the file that is changed
     * @param of    what stands once in it
     * @param is    what is written there instead
     * @param found what is to be found, each as {@code file:line: message}
     */
    record Mistake(String mistake, String in, String of, String is, List<String> found) {

        String made(String file) throws IOException {
            String good = Files.readString(TABLE.resolve(file));
            if (!file.equals(in)) {
                return good;
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
        Files.writeString(folder.resolve(CONTRACT), mistake.made(CONTRACT));
        Files.createDirectory(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes").resolve(ROUTES), mistake.made(ROUTES));

        assertThat(RouteChecks.check(RouteFiles.candidates(folder.resolve("routes")), folder.resolve(CONTRACT)))
                .extracting(finding -> finding.file().getFileName() + ":" + finding.line() + ": " + finding.message())
                .containsExactlyElementsOf(mistake.found());
    }

    static List<Mistake> mistakes() throws IOException {
        return new YAMLMapper().readValue(TABLE.resolve("mistakes.yaml").toFile(), new TypeReference<>() {});
    }

    @Test
    void should_find_nothing_where_both_say_the_same() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        Files.copy(TABLE.resolve(ROUTES), routes.resolve(ROUTES));

        assertThat(RouteChecks.check(RouteFiles.candidates(routes), TABLE.resolve(CONTRACT)))
                .isEmpty();
    }

    @Test
    void should_find_a_contract_that_is_not_there() throws IOException {
        Path missing = folder.resolve(CONTRACT);

        assertThat(RouteChecks.check(RouteFiles.candidates(Path.of("routes")), missing))
                .containsExactly(new Finding(missing, 1, "there is no such file"));
    }

    @Test
    void should_find_nothing_between_the_shipped_contract_and_the_shipped_routes() throws IOException {
        assertThat(RouteChecks.check(RouteFiles.candidates(Path.of("routes")), Path.of("api", "openapi.yaml")))
                .isEmpty();
    }
}
