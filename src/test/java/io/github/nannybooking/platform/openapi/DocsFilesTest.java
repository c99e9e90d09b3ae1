package io.github.nannybooking.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nannybooking.platform.http.problem.ProblemException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsFilesTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"index.html", "swagger-ui.css"})
    void should_find_no_file_if_the_page_is_disabled(String name) throws IOException {
        DocsFiles none = new DocsFiles(false);

        assertThatThrownBy(() -> none.find(name)).isInstanceOfSatisfying(ProblemException.class, rejected -> assertThat(
                        rejected.problem().status())
                .isEqualTo(404));
    }
}
