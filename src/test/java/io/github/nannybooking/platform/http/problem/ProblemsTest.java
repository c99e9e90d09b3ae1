package io.github.nannybooking.platform.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.http.json.JsonConfiguration;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private record Request(
            @Valid Group group,
            @NotNull(message = "is missing") String reason) {}

    private record Group(@NotNull(message = "is missing") String id) {}

    @Test
    void should_name_the_fields_as_in_the_request() {
        Problem problem = Problems.of(new ConstraintViolationException(
                new JsonConfiguration().validator().validate(new Request(new Group(null), null))));

        assertThat(problem).isEqualTo(Problem.invalidRequest("id: is missing; reason: is missing"));
    }
}
