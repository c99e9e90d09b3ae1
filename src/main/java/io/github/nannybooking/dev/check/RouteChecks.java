package io.github.nannybooking.dev.check;

import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks a folder of routes without running them. */
public final class RouteChecks {

    private RouteChecks() {}

    /**
     * Returns the mistakes in the {@code *.camel.yaml} files of {@code folder}. A mistake that may cause others is
     * reported without them.
     *
     * @throws IOException if a file can't be read
     */
    public static List<Finding> check(Path folder) throws IOException {
        Properties properties = new Properties();
        try (InputStream settings = RouteChecks.class.getResourceAsStream("/application.properties")) {
            properties.load(settings);
        }
        return check(RouteFiles.candidates(folder), List.of(), properties);
    }

    /**
     * Compares the contract of the API with the files {@code routes}, in which there are no other mistakes.
     *
     * @throws IOException if a file can't be read
     */
    public static List<Finding> check(List<Path> routes, Path contract) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<RouteFile> files = read(routes, findings);
        Contract.read(contract, findings).stream()
                .flatMap(read -> Agreement.findings(read, files))
                .forEach(findings::add);
        return firstOfEachLine(findings);
    }

    /** @param examples each is checked as if it replaced the file of {@code routes} that has the same routes */
    static List<Finding> check(List<Path> routes, List<Path> examples, Properties properties) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<RouteFile> routeFiles = read(routes, findings);
        List<RouteFile> exampleFiles = read(examples, findings);

        Placeholders placeholders = new Placeholders(properties);
        Stream.concat(routeFiles.stream(), exampleFiles.stream())
                .flatMap(file -> inFile(file, placeholders).stream())
                .forEach(findings::add);
        if (findings.isEmpty()) {
            Set<String> keys = properties.stringPropertyNames();
            References.findings(routeFiles, keys).forEach(findings::add);
            exampleFiles.stream()
                    .flatMap(example -> References.findings(replaced(routeFiles, example), keys))
                    .forEach(findings::add);
        }
        return firstOfEachLine(findings);
    }

    /** The other findings of a line are usually consequences of the first. */
    private static List<Finding> firstOfEachLine(List<Finding> findings) {
        Set<String> lines = new HashSet<>();
        return findings.stream()
                .filter(finding -> lines.add(finding.file() + ":" + finding.line()))
                .sorted(Comparator.comparing(Finding::file).thenComparingInt(Finding::line))
                .toList();
    }

    static List<RouteFile> read(List<Path> paths, List<Finding> findings) throws IOException {
        List<RouteFile> files = new ArrayList<>();
        for (Path path : paths) {
            RouteFile.read(path, findings).ifPresent(files::add);
        }
        return files;
    }

    /** The mistakes that don't depend on other files. */
    private static List<Finding> inFile(RouteFile file, Placeholders placeholders) {
        List<Finding> formal = Stream.concat(CanonicalForm.findings(file), CamelSchema.findings(file))
                .toList();
        return !formal.isEmpty()
                ? formal
                : Stream.of(
                                Names.findings(file),
                                placeholders.findings(file),
                                Endpoints.findings(file),
                                Dependencies.findings(file),
                                Expressions.findings(file))
                        .flatMap(findings -> findings)
                        .toList();
    }

    private static List<RouteFile> replaced(List<RouteFile> routes, RouteFile example) {
        return Stream.concat(
                        routes.stream().filter(file -> Collections.disjoint(ids(file), ids(example))),
                        Stream.of(example))
                .toList();
    }

    private static Set<String> ids(RouteFile file) {
        return file.of("route").flatMap(route -> route.text("id").stream()).collect(Collectors.toSet());
    }
}
