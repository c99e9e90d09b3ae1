package io.github.nannybooking.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The contract of the API, which is written in YAML, as its callers read it: in JSON. */
public final class ApiDescription {

    private static final String CARRIED = "/api/openapi.yaml";

    private final String file;
    private final ObjectMapper mapper;
    private final byte[] first;

    /**
     * @param file the contract, read each time so that changes show at once; empty for the one that the application carries
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
        try (InputStream yaml = file.isEmpty() ? carried() : Files.newInputStream(Path.of(file))) {
            return mapper.writeValueAsBytes(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
        }
    }

    private static InputStream carried() throws FileNotFoundException {
        InputStream contract = ApiDescription.class.getResourceAsStream(CARRIED);
        if (contract == null) {
            throw new FileNotFoundException(CARRIED);
        }
        return contract;
    }
}
