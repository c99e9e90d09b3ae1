package io.github.nannybooking.hostile;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The requests of all files in {@code src/test/resources/hostile}. */
final class Corpus {

    private static final Path FOLDER = Path.of("src/test/resources/hostile");

    private Corpus() {}

    static Stream<HostileRequest> requests() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                    .flatMap(Corpus::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<HostileRequest> read(Path file) {
        String theme = file.getFileName().toString().replace(".yaml", "");
        try {
            return new YAMLMapper()
                    .readValue(file.toFile(), new TypeReference<List<HostileRequest>>() {}).stream()
                            .map(request -> request.of(theme));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
