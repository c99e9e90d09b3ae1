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
    void should_read_the_files_of_routes_and_what_is_meant_as_such() throws IOException {
        Files.writeString(path.resolve("a.camel.yaml"), "- route: ä");
        Files.writeString(path.resolve("a.camel.yaml~"), "a backup");
        Files.writeString(path.resolve("4913"), "a try to write");
        Files.writeString(path.resolve("b.yaml"), "of a wrong name");

        assertThat(new RouteFolder(path).texts())
                .isEqualTo(Map.of("a.camel.yaml", "- route: ä", "b.yaml", "of a wrong name"));
    }

    @Test
    void should_leave_out_what_an_editor_hides_and_what_is_no_file() throws IOException {
        Files.createSymbolicLink(path.resolve(".#a.camel.yaml"), Path.of("somebody@here.4711"));
        Files.writeString(path.resolve("._a.camel.yaml"), "what macOS keeps of a file");
        Files.createSymbolicLink(path.resolve("b.camel.yaml"), Path.of("nowhere"));
        Files.createDirectory(path.resolve("c.camel.yaml"));

        assertThat(new RouteFolder(path).texts()).isEmpty();
    }

    @Test
    void should_not_take_a_folder_that_is_gone_for_an_empty_one() {
        RouteFolder gone = new RouteFolder(path.resolve("gone"));

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(gone::texts);
    }

    @Test
    void should_find_what_is_new_gone_or_other() {
        Map<String, String> before = Map.of("same", "1", "edited", "1", "deleted", "1");
        Map<String, String> now = Map.of("same", "1", "edited", "2", "new", "1");

        assertThat(RouteFolder.changed(before, now)).containsExactly("deleted", "edited", "new");
        assertThat(RouteFolder.changed(before, Map.copyOf(before))).isEmpty();
    }
}
