package io.github.nannybooking.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {

    private static final String CHANGE = """
            --- a/file
            +++ b/file
            @@ -1,3 +1,3 @@
             one
            -two
            +zwei
             three
            """;

    private static final String ADDITION = """
            --- /dev/null
            +++ b/new
            @@ -0,0 +1,2 @@
            +one
            +two
            """;

    @TempDir
    private Path source;

    @TempDir
    private Path target;

    @BeforeEach
    void writeFile() throws IOException {
        Files.writeString(source.resolve("file"), "one\ntwo\nthree\n");
    }

    @Test
    void should_change_one_file_and_add_another() throws IOException {
        Diff.apply(CHANGE + ADDITION, source, target);

        assertThat(target.resolve("file")).hasContent("one\nzwei\nthree\n");
        assertThat(target.resolve("new")).hasContent("one\ntwo\n");
    }

    @Test
    void should_find_lines_that_have_moved() throws IOException {
        Files.writeString(source.resolve("file"), "zero\nmore\none\ntwo\nthree\n");

        Diff.apply(CHANGE, source, target);

        assertThat(target.resolve("file")).hasContent("zero\nmore\none\nzwei\nthree\n");
    }

    @Test
    void should_report_which_lines_are_not_there() throws IOException {
        Files.writeString(source.resolve("file"), "one\n2\nthree\n");

        assertThatThrownBy(() -> Diff.apply(CHANGE, source, target))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "the diff of file does not apply; these lines are not there, next to each other:\none\ntwo\nthree");
    }

    @Test
    void should_not_add_what_is_there() throws IOException {
        Files.createFile(target.resolve("new"));

        assertThatThrownBy(() -> Diff.apply(ADDITION, source, target))
                .isInstanceOf(AssertionError.class)
                .hasMessage("the diff adds new, which is there already");
    }

    @Test
    void should_refuse_a_hunk_of_another_length_than_it_says() {
        assertThatThrownBy(() -> Diff.apply(CHANGE.replace("-1,3", "-1,4"), source, target))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("more or fewer lines");
    }
}
