package io.github.nannybooking.testing.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCoverageTest {

    private static final RouteSteps BOOK = new RouteSteps("book", List.of("find", "accept", "tell"));
    private static final RouteSteps TELL = new RouteSteps("tell", List.of("send"));

    @TempDir
    private Path folder;

    private static RouteCoverage ran(String... steps) {
        return new RouteCoverage(List.of(BOOK, TELL), Set.of(steps));
    }

    @Test
    void should_report_of_each_route_which_of_its_steps_ran() {
        assertThat(ran("find", "accept", "send", "of no route").table().lines())
                .containsExactly(
                        "book                        2 of   3 steps,  66 %, not tell",
                        "tell                        1 of   1 steps, 100 %",
                        "all routes                  3 of   4 steps,  75 %, not tell");
    }

    @Test
    void should_accept_no_less_than_what_is_required() {
        assertThatCode(() -> ran("find", "accept", "send").require(75)).doesNotThrowAnyException();
        assertThatCode(() -> ran("find", "accept", "tell", "send").require(100)).doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> ran("accept", "send").require(75))
                .withMessage("The route tests run 50 % of the steps, but must run 75 %; none runs find, tell");
    }

    @Test
    void should_not_call_it_all_when_one_of_many_steps_is_left() {
        List<String> steps = IntStream.range(0, 1_000).mapToObj(String::valueOf).toList();
        RouteCoverage allButOne =
                new RouteCoverage(List.of(new RouteSteps("long", steps)), Set.copyOf(steps.subList(1, 1_000)));

        assertThatIllegalStateException().isThrownBy(() -> allButOne.require(100));
    }

    @Test
    void should_not_take_a_route_without_a_test_however_little_is_required() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ran("find", "accept", "tell").require(0))
                .withMessage("No route test runs any step of tell");
    }

    @Test
    void should_accept_a_long_route_of_which_little_ran() {
        RouteSteps route = new RouteSteps(
                "long", IntStream.range(0, 1_000).mapToObj(String::valueOf).toList());

        assertThatCode(() -> new RouteCoverage(List.of(route), Set.of("1")).require(0))
                .doesNotThrowAnyException();
    }

    @Test
    void should_count_as_a_step_each_entry_of_steps_at_any_depth() throws IOException {
        write("""
                - rest:
                    id: bookings
                    post:
                      - id: post-booking
                        to: direct:book
                - routeConfiguration:
                    id: problems
                    onException:
                      - onException:
                          id: when-wrong
                          steps:
                            - bean: {id: answer-problem}
                - route:
                    id: book
                    from:
                      id: from-post-booking
                      uri: direct:book
                      steps:
                        - doTry:
                            id: try
                            steps:
                              - choice:
                                  id: choose
                                  when:
                                    - id: when-new
                                      steps:
                                        - to: {id: to-new, uri: log:new}
                                  otherwise:
                                    steps:
                                      - stop: {}
                            doCatch:
                              - id: catch
                                steps:
                                  - log: {id: log-failure}
                """);

        assertThat(RouteSteps.read(folder)).extracting(RouteSteps::route).containsExactly("problems", "book");
        assertThat(RouteSteps.read(folder))
                .flatExtracting(RouteSteps::steps)
                .containsExactlyInAnyOrder("answer-problem", "choose", "to-new", "a stop without an id", "log-failure");
    }

    private void write(String routes) throws IOException {
        Files.writeString(folder.resolve("book.camel.yaml"), routes);
    }
}
