package io.github.nannybooking.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {

    @TempDir
    private Path folder;

    private void write(String file) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), "- route");
    }

    private List<String> paths(List<Path> files) {
        return files.stream().map(folder::relativize).map(Path::toString).toList();
    }

    @Test
    void should_find_files_in_all_folders_in_the_order_of_their_paths() throws IOException {
        write("b.camel.yaml");
        write("booking/a.camel.yaml");
        write("booking/deep/c.camel.yaml");

        assertThat(paths(RouteFiles.in(folder)))
                .containsExactly("b.camel.yaml", "booking/a.camel.yaml", "booking/deep/c.camel.yaml");
    }

    @Test
    void should_find_yaml_files_with_a_wrong_name_only_for_checks() throws IOException {
        write("a.camel.yaml");
        write("b.yaml");
        write("c.yml");
        write("d.txt");

        assertThat(paths(RouteFiles.candidates(folder))).containsExactly("a.camel.yaml", "b.yaml", "c.yml");
        assertThat(paths(RouteFiles.in(folder))).containsExactly("a.camel.yaml");
    }

    @Test
    void should_find_each_file_of_a_mounted_config_map_once() throws IOException {
        write("..2026_11_27/a.camel.yaml");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_27"));
        Files.createSymbolicLink(folder.resolve("a.camel.yaml"), Path.of("..data/a.camel.yaml"));

        assertThat(paths(RouteFiles.in(folder))).containsExactly("a.camel.yaml");
    }

    @Test
    void should_skip_broken_and_circular_links() throws IOException {
        write("a.camel.yaml");
        Files.createSymbolicLink(folder.resolve("nowhere.camel.yaml"), Path.of("missing"));
        Files.createSymbolicLink(folder.resolve("circle"), folder);

        assertThat(paths(RouteFiles.in(folder))).containsExactly("a.camel.yaml");
    }

    @Test
    void should_read_a_folder_that_is_hidden_or_a_link() throws IOException {
        write(".hidden/a.camel.yaml");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve(".hidden"));

        assertThat(RouteFiles.in(folder.resolve(".hidden"))).hasSize(1);
        assertThat(RouteFiles.in(link)).containsExactly(link.resolve("a.camel.yaml"));
    }

    @Test
    void should_fail_when_the_folder_is_missing() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> RouteFiles.in(folder.resolve("missing")));
    }
}
