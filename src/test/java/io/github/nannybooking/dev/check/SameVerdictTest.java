package io.github.nannybooking.dev.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.nannybooking.dev.SdkEnvironment;
import io.github.nannybooking.platform.startup.RouteFiles;
import io.github.nannybooking.testing.LongProof;
import io.github.nannybooking.testing.Proof;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check rejects the routes that Camel can't start, and no others. Each difference is listed with its reason. */
class SameVerdictTest {

    private static final Path TABLE = Path.of("src/test/resources/broken-routes");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private final int files = Integer.getInteger("check.files", 60);
    private final long seed = Long.getLong("check.seed", System.currentTimeMillis());
    private final List<Difference> differences =
            new YAMLMapper().readValue(TABLE.resolve("differences.yaml").toFile(), new TypeReference<>() {});
    private final Set<Difference> seen = new HashSet<>();
    private final Properties properties = RouteChecksTest.properties();

    @TempDir
    Path folder;

    /**
     * A difference of the verdicts.
     *
     * @param found  a pattern of the finding, if Camel starts the routes
     * @param failed a pattern of Camel's message, if the check finds nothing
     * @param rule   whether the finding never says why Camel rejects a file
     */
    record Difference(String found, String failed, boolean rule, String reason) {

        boolean is(Finding finding) {
            return found != null && finding.message().matches("(?s)" + found);
        }

        boolean is(String failure) {
            return failed != null && failure.matches("(?s)" + failed);
        }
    }

    SameVerdictTest() throws IOException {}

    @BeforeAll
    static void leaveAwsAlone() {
        SdkEnvironment.pointAt(NOWHERE, NOWHERE);
    }

    @Proof
    @Test
    void should_reject_made_up_files_as_camel_does() throws IOException {
        List<String> bases = bases();
        for (int i = 0; i < files; i++) {
            MadeUpRoutes routes = new MadeUpRoutes(seed + i);
            compare(
                    "-Dcheck.files=1 -Dcheck.seed=" + (seed + i),
                    switch ((int) Math.floorMod(seed + i, 3L)) {
                        case 0 -> routes.file();
                        case 1 -> routes.changed(routes.file());
                        default -> routes.changed(routes.one(bases));
                    });
        }
    }

    @LongProof
    @Test
    void should_reject_the_table_of_mistakes_as_camel_does_and_list_no_other_difference() throws IOException {
        for (RouteChecksTest.Mistake mistake : RouteChecksTest.mistakes()) {
            compare(mistake.toString(), mistake.in(Files.readString(TABLE.resolve("good.camel.yaml"))));
        }
        compare("unusual", Files.readString(TABLE.resolve("unusual.camel.yaml")));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(differences);
    }

    private void compare(String how, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("made-up.camel.yaml"), yaml);
        List<Finding> findings = RouteChecks.check(List.of(file), List.of(), properties);
        Optional<String> failure = RealStart.failure(file, properties);

        String verdicts = how + "\n" + yaml + "\nCamel: " + failure.orElse("starts") + "\ncheck: " + findings;
        if (failure.isEmpty()) {
            assertThat(findings).as(verdicts).allMatch(finding -> isSeen(difference -> difference.is(finding)));
        } else if (findings.stream().allMatch(this::isRule)) {
            assertThat(isSeen(difference -> difference.is(failure.get())))
                    .as(verdicts)
                    .isTrue();
        }
    }

    private boolean isSeen(Predicate<Difference> is) {
        List<Difference> found = differences.stream().filter(is).toList();
        seen.addAll(found);
        return !found.isEmpty();
    }

    private boolean isRule(Finding finding) {
        return differences.stream().anyMatch(difference -> difference.rule() && difference.is(finding));
    }

    private static List<String> bases() throws IOException {
        List<String> bases = new ArrayList<>(List.of(
                Files.readString(TABLE.resolve("good.camel.yaml")),
                Files.readString(TABLE.resolve("unusual.camel.yaml"))));
        for (Path file : RouteFiles.in(Path.of("routes"))) {
            bases.add(Files.readString(file));
        }
        return bases;
    }
}
