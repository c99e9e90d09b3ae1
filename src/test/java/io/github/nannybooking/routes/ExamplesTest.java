package io.github.nannybooking.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that the examples differ from the shipped routes only in the URI of one step. */
class ExamplesTest {

    @ParameterizedTest
    @CsvSource({"notify-accepted, notify-accepted-by-webhook", "notify-failed, notify-failed-by-mail"})
    void should_differ_from_the_shipped_route_only_in_the_last_endpoint(String route, String example)
            throws IOException {
        JsonNode shipped = read("routes/notices", route);
        JsonNode changed = read("examples", example);

        assertThat(takeEndpoint(changed)).isNotEqualTo(takeEndpoint(shipped));
        assertThat(changed).isEqualTo(shipped);
    }

    private static JsonNode read(String folder, String name) throws IOException {
        return new YAMLMapper().readTree(new File(folder, name + ".camel.yaml"));
    }

    /** Removes the URI and parameters of the last step of the only route. */
    private static JsonNode takeEndpoint(JsonNode routes) {
        JsonNode steps = routes.at("/0/route/from/steps");
        ObjectNode last = (ObjectNode) steps.get(steps.size() - 1).get("to");
        ObjectNode endpoint = last.deepCopy().retain("uri", "parameters");
        last.remove(endpoint.properties().stream().map(Map.Entry::getKey).toList());
        return endpoint;
    }
}
