package io.github.nannybooking.dev.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFolderTest {

    @TempDir
    Path path;

    @Test
    void should_read_all_yaml_files() throws IOException {
        Files.writeString(path.resolve("a.camel.yaml"), "- route: ä");
        Files.writeString(path.resolve("a.camel.yaml~"), "a backup");
        Files.writeString(path.resolve("4913"), "a test file of Vim");
        Files.writeString(path.resolve("b.yaml"), "a wrong name");

        assertThat(new RouteFolder(path).texts())
                .isEqualTo(Map.of("a.camel.yaml", "- route: ä", "b.yaml", "a wrong name"));
    }

    @Test
    void should_ignore_hidden_files_broken_links_and_folders() throws IOException {
        Files.createSymbolicLink(path.resolve(".#a.camel.yaml"), Path.of("user@host.4711"));
        Files.writeString(path.resolve("._a.camel.yaml"), "attributes that macOS stores");
        Files.createSymbolicLink(path.resolve("b.camel.yaml"), Path.of("nowhere"));
        Files.createDirectory(path.resolve("c.camel.yaml"));

        assertThat(new RouteFolder(path).texts()).isEmpty();
    }

    @Test
    void should_fail_if_the_folder_does_not_exist() {
        RouteFolder gone = new RouteFolder(path.resolve("gone"));

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(gone::texts);
    }

    @Test
    void should_find_added_removed_and_changed_files() {
        Map<String, String> before = Map.of("same", "1", "edited", "1", "deleted", "1");
        Map<String, String> now = Map.of("same", "1", "edited", "2", "new", "1");

        assertThat(RouteFolder.changed(before, now)).containsExactly("deleted", "edited", "new");
        assertThat(RouteFolder.changed(before, Map.copyOf(before))).isEmpty();
    }
}
