package io.github.nannybooking.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Converts the contract of the API from YAML to JSON. */
public final class ApiDescription {

    private static final String CARRIED = "/api/openapi.yaml";

    private final String file;
    private final ObjectMapper mapper;
    private final byte[] first;

    /**
     * @param file the contract, which is read for each request; empty for the contract in the jar
     * @throws IOException if it can't be read
     */
    ApiDescription(String file, ObjectMapper mapper) throws IOException {
        this.file = file;
        this.mapper = mapper;
        this.first = read();
    }

    /** The contract in UTF-8. */
    public byte[] json() throws IOException {
        return file.isEmpty() ? first : read();
    }

    private byte[] read() throws IOException {
        try (InputStream yaml = file.isEmpty() ? open(CARRIED) : Files.newInputStream(Path.of(file))) {
            return mapper.writeValueAsBytes(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
        }
    }

    /** @throws FileNotFoundException if the application does not contain the resource */
    static InputStream open(String resource) throws FileNotFoundException {
        InputStream content = ApiDescription.class.getResourceAsStream(resource);
        if (content == null) {
            throw new FileNotFoundException(resource);
        }
        return content;
    }
}
