package io.github.nannybooking.platform.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.nannybooking.platform.http.json.JsonConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDescriptionTest {

    private final ObjectMapper mapper = new JsonConfiguration().jsonMapper();

    @TempDir
    Path folder;

    @Test
    void should_return_the_packaged_contract() throws IOException {
        JsonNode contract =
                new YAMLMapper().readTree(Path.of("api", "openapi.yaml").toFile());

        assertThat(mapper.readTree(new ApiDescription("", mapper).json())).isEqualTo(contract);
    }

    @Test
    void should_return_the_current_content_of_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("contract.yaml"), "info: {title: São João, version: '1.0'}");
        ApiDescription description = new ApiDescription(file.toString(), mapper);

        assertThat(new String(description.json(), UTF_8))
                .isEqualTo("{\"info\":{\"title\":\"São João\",\"version\":\"1.0\"}}");

        Files.writeString(file, "info: {}");

        assertThat(new String(description.json(), UTF_8)).isEqualTo("{\"info\":{}}");
    }

    @Test
    void should_refuse_to_start_when_the_file_does_not_exist() {
        String missing = folder.resolve("contract.yaml").toString();

        assertThatThrownBy(() -> new ApiDescription(missing, mapper)).isInstanceOf(NoSuchFileException.class);
    }
}
