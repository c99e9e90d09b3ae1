package io.github.nannybooking.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the Markdown documents as GitHub renders them. */
class DocumentsTest {

    private static final Set<String> NOT_OURS = Set.of("target", ".git");
    private static final Pattern BLOCK = Pattern.compile("^ *```.*?^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");

    @Test
    void should_link_to_files_and_headings_that_exist() throws IOException {
        List<Path> documents = documents();

        assertThat(documents).contains(Path.of("README.md"), Path.of("docs", "routes.md"));
        assertThat(documents.stream().flatMap(DocumentsTest::brokenLinks)).isEmpty();
    }

    @Test
    void should_know_the_anchors_of_github() {
        assertThat(anchor("Who may do what")).isEqualTo("who-may-do-what");
        assertThat(anchor("What failed: shown, retried")).isEqualTo("what-failed-shown-retried");
        assertThat(anchor("`booking.auth`, or [a link](../README.md)")).isEqualTo("bookingauth-or-a-link");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""))) {
            return top.filter(path -> !NOT_OURS.contains(path.toString()))
                    .flatMap(DocumentsTest::walk)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path path) {
        try {
            return Files.walk(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> brokenLinks(Path document) {
        return find(LINK, document)
                .map(link -> link.group(2))
                .filter(target -> !target.contains("://"))
                .filter(target -> !exists(document, target))
                .map(target -> document + ": " + target);
    }

    private static boolean exists(Path document, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(file)
                && (parts.length == 1
                        || find(HEADING, file)
                                .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1])));
    }

    private static Stream<MatchResult> find(Pattern pattern, Path document) {
        try {
            String text = BLOCK.matcher(Files.readString(document)).replaceAll("");
            return pattern.matcher(text).results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String anchor(String heading) {
        return LINK.matcher(heading)
                .replaceAll("$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
