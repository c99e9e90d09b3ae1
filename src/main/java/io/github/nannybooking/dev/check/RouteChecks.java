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
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks a folder of routes without running them. */
public final class RouteChecks {

    private RouteChecks() {}

    /**
     * What is wrong with the {@code *.camel.yaml} files of {@code folder}, all of them together; empty if they are fine.
     * What other mistakes may follow of is told alone, and they only after it is mended.
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
     * What is wrong between the contract of the API and the routes of {@code folder}, in which nothing else is wrong.
     *
     * @throws IOException if a file can't be read
     */
    public static List<Finding> check(Path folder, Path contract) throws IOException {
        return check(RouteFiles.candidates(folder), contract);
    }

    static List<Finding> check(List<Path> routes, Path contract) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<RouteFile> files = read(routes, findings);
        Contract.read(contract, findings).stream()
                .flatMap(read -> Agreement.findings(read, files))
                .forEach(findings::add);
        return firstOfEachLine(findings);
    }

    /**
     * @param examples each of them is checked as if it took the place of the file among {@code routes} that has its routes
     */
    static List<Finding> check(List<Path> routes, List<Path> examples, Properties properties) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<RouteFile> routeFiles = read(routes, findings);
        List<RouteFile> exampleFiles = read(examples, findings);

        Placeholders placeholders = new Placeholders(properties);
        Stream.concat(routeFiles.stream(), exampleFiles.stream())
                .flatMap(file -> alone(file, placeholders).stream())
                .forEach(findings::add);
        if (findings.isEmpty()) {
            together(routeFiles).forEach(findings::add);
            exampleFiles.stream()
                    .flatMap(example -> together(replaced(routeFiles, example)))
                    .forEach(findings::add);
        }
        return firstOfEachLine(findings);
    }

    /** The others of a line follow of it, more often than not. */
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
            Optional<RouteFile> file = RouteFile.read(path, findings);
            file.ifPresent(files::add);
        }
        return files;
    }

    /** What is wrong with a file whatever is in the others. */
    private static List<Finding> alone(RouteFile file, Placeholders placeholders) {
        List<Finding> ofForm = Stream.concat(CanonicalForm.findings(file), CamelSchema.findings(file))
                .toList();
        return !ofForm.isEmpty()
                ? ofForm
                : Stream.of(
                                Names.findings(file),
                                placeholders.findings(file),
                                Endpoints.findings(file),
                                Dependencies.findings(file),
                                Expressions.findings(file))
                        .flatMap(findings -> findings)
                        .toList();
    }

    private static Stream<Finding> together(List<RouteFile> files) {
        return Stream.concat(Names.duplicates(files), References.findings(files));
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
