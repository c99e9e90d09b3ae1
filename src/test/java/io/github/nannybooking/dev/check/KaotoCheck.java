package io.github.nannybooking.dev.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the route files against the schema of Kaoto. The build does not run it, but {@code ./mvnw -Pkaoto test} does,
 * which gets Kaoto's catalog from npm.
 */
class KaotoCheck {

    private static final Path CATALOG =
            Path.of("target", "kaoto", "node_modules", "@kaoto", "camel-catalog", "dist", "camel-catalog");

    private static Schema kaoto;

    @BeforeAll
    static void load() throws IOException {
        Path index = CATALOG.resolve(catalogOfThisCamel().get("fileName").asText());
        String schema = read(index).at("/schemas/camelYamlDsl/file").asText();
        kaoto = SchemaRegistry.withDialect(Dialects.getDraft7())
                .getSchema(Files.readString(index.resolveSibling(schema)));
    }

    /** Kaoto has a catalog of the latest patch of each maintained version of Camel. */
    private static JsonNode catalogOfThisCamel() throws IOException {
        String minor = new DefaultCamelContext().getVersion().replaceFirst("\\.\\d+$", "");
        return StreamSupport.stream(
                        read(CATALOG.resolve("index.json")).get("definitions").spliterator(), false)
                .filter(catalog -> catalog.get("runtime").asText().equals("Main")
                        && catalog.get("version").asText().matches("\\Q" + minor + "\\E\\.\\d+"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Kaoto has no catalog of Camel " + minor));
    }

    static Stream<Path> files() throws IOException {
        return Stream.concat(RouteFiles.in(Path.of("routes")).stream(), RouteFiles.in(Path.of("examples")).stream());
    }

    @ParameterizedTest
    @MethodSource("files")
    void should_be_valid_in_kaoto(Path file) throws IOException {
        JsonNode yaml = new YAMLMapper().readTree(file.toFile());
        yaml.findValues("route").forEach(route -> adaptToKaoto((ObjectNode) route));

        assertThat(deepest(kaoto.validate(yaml))).as(file.toString()).isEmpty();
    }

    /** The errors of the enclosing elements are consequences of these. */
    private static List<Error> deepest(List<Error> errors) {
        int depth = errors.stream().mapToInt(KaotoCheck::depth).max().orElse(0);
        return errors.stream().filter(error -> depth(error) == depth).toList();
    }

    private static int depth(Error error) {
        return error.getInstanceLocation().getNameCount();
    }

    private static void adaptToKaoto(ObjectNode route) {
        // Camel 4.18.0 accepts only this name; 4.18.4, whose catalog Kaoto has, accepts only the other one
        if (route.has("routePolicy")) {
            route.set("routePolicyRef", route.remove("routePolicy"));
        }
        // the schema does not accept placeholders
        if (route.path("autoStartup").asText().startsWith("{{")) {
            route.put("autoStartup", true);
        }
    }

    private static JsonNode read(Path json) throws IOException {
        return new JsonMapper().readTree(json.toFile());
    }
}
