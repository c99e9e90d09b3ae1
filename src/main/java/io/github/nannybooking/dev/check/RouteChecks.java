package io.github.nannybooking.dev.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks a folder of routes without running them. */
public final class RouteChecks {

    private RouteChecks() {}

    /**
     * What is wrong with the {@code *.camel.yaml} files of {@code folder}, all of them together; empty if they are fine.
     *
     * @throws IOException if a file can't be read
     */
    public static List<Finding> check(Path folder) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList()) {
                try {
                    new YAMLMapper().readTree(file.toFile());
                } catch (JsonProcessingException e) {
                    findings.add(new Finding(file, e.getLocation().getLineNr(), e.getOriginalMessage()));
                }
            }
        }
        return findings;
    }
}
