package io.github.nannybooking.dev.check;

import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
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

/** Checks a folder of routes: Camel must be able to start them, and the rules of the project must hold. */
public final class RouteChecks {

    private RouteChecks() {}

    /**
     * Returns the mistakes in the {@code *.camel.yaml} files of {@code folder}. A mistake that may cause others is
     * reported without them.
     *
     * @param properties that routes may use beside those of the application
     * @throws IOException if a file can't be read
     */
    public static List<Finding> check(Path folder, Properties properties) throws IOException {
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

    /** @param examples each is checked as if it replaced the files of {@code routes} that have or begin the same routes */
    static List<Finding> check(List<Path> routes, List<Path> examples, Properties properties) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<RouteFile> routeFiles = read(routes, findings);
        List<RouteFile> exampleFiles = read(examples, findings);

        find(routeFiles, properties, findings);
        if (findings.isEmpty()) {
            exampleFiles.forEach(example -> find(replaced(routeFiles, example), properties, findings));
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

    /** Tries the files without each route that can't start, since Camel says nothing of the routes after it. */
    private static void find(List<RouteFile> files, Properties properties, List<Finding> findings) {
        Set<String> without = new HashSet<>();
        Optional<String> failed;
        do {
            try (Trial trial = new Trial(files, properties, without)) {
                find(files, trial, findings);
                failed = trial.failedRoute();
            }
        } while (failed.filter(without::add).isPresent());
    }

    private static void find(List<RouteFile> files, Trial trial, List<Finding> findings) {
        Reasons reasons = new Reasons(trial.context());
        trial.rejections().stream()
                .flatMap(rejection -> reasons.of(rejection.file(), rejection.where(), rejection.reason()))
                .forEach(findings::add);
        files.stream()
                .flatMap(file -> Stream.concat(CanonicalForm.findings(file), Names.findings(file)))
                .forEach(findings::add);
        if (findings.isEmpty()) {
            References references = new References(files, trial.context());
            trial.failure()
                    .ifPresentOrElse(
                            failure -> Stream.concat(
                                            files.stream().flatMap(CamelSchema::findings), references.clashes())
                                    .forEach(findings::add),
                            () -> Stream.concat(
                                            references.findings(),
                                            files.stream().flatMap(new Unevaluated(trial.context())::findings))
                                    .forEach(findings::add));
        }
        if (findings.isEmpty()) {
            trial.failure()
                    .map(failure -> new Finding(
                            files.get(0).path(), 1, "the routes can't be started: " + Reasons.message(failure)))
                    .ifPresent(findings::add);
        }
    }

    private static List<RouteFile> replaced(List<RouteFile> routes, RouteFile example) {
        return Stream.concat(
                        routes.stream()
                                .filter(file -> Collections.disjoint(ids(file), ids(example))
                                        && Collections.disjoint(starts(file), starts(example))),
                        Stream.of(example))
                .toList();
    }

    private static Set<String> ids(RouteFile file) {
        return texts(file.of("route"), "id");
    }

    private static Set<String> starts(RouteFile file) {
        return texts(file.of("route").flatMap(route -> route.child("from").stream()), "uri");
    }

    private static Set<String> texts(Stream<Element> elements, String name) {
        return elements.flatMap(element -> element.text(name).stream()).collect(Collectors.toSet());
    }
}
