package io.github.nannybooking.testing.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RanStepsTest {

    private final RanSteps steps = new RanSteps();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    private Path project;

    @BeforeEach
    void start() throws Exception {
        context.getCamelContextExtension().addInterceptStrategy(steps);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .choice()
                        .id("choose")
                        .when(body().isEqualTo("left"))
                        .log("left")
                        .id("left")
                        .otherwise()
                        .log("right")
                        .id("right");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void run(String test, String body) throws Exception {
        context.createProducerTemplate().sendBody("direct:start", body);
        steps.write(project, test);
    }

    @Test
    void should_not_record_steps_of_a_branch_that_did_not_run() throws Exception {
        run("LeftTest", "left");

        assertThat(RanSteps.take(project)).contains("choose", "left").doesNotContain("right");
    }

    @Test
    void should_combine_the_steps_of_all_tests() throws Exception {
        run("LeftTest", "left");
        run("RightTest", "right");

        assertThat(RanSteps.take(project)).contains("left", "right");
    }

    @Test
    void should_replace_the_steps_of_an_earlier_run_of_a_test() throws Exception {
        run("SameTest", "left");
        run("SameTest", "right");

        assertThat(RanSteps.take(project)).contains("right").doesNotContain("left");
    }

    @Test
    void should_delete_the_steps_after_reading() throws Exception {
        run("LeftTest", "left");

        RanSteps.take(project);

        assertThat(RanSteps.take(project)).isEmpty();
    }
}
