package io.github.nannybooking.dev.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesPageTest {

    @Test
    void should_show_the_routes_as_they_are() throws Exception {
        assertThat(Files.readString(DrawRoutes.PAGE))
                .as("%s is out of date; draw it with: ./mvnw compile exec:java@draw-routes", DrawRoutes.PAGE)
                .isEqualToNormalizingNewlines(RoutesPage.of(DrawRoutes.ROUTES));
    }

    @Test
    void should_tell_of_each_file_its_requests_configurations_and_routes(@TempDir Path folder) throws Exception {
        Path routes = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(routes.resolve("b.camel.yaml"), """
                - rest:
                    path: /jobs
                    get:
                      - id: get-job
                        path: /{id}
                        description: Tells all of a job.
                        to: direct:read
                - route:
                    id: read
                    description: Reads a job.
                    routeConfigurationId: problems,tell
                    autoStartup: "{{reading}}"
                    from: {id: from-read, uri: direct:read, steps: [{stop: {id: end}}]}
                """);
        Files.writeString(routes.resolve("a.camel.yaml"), """
                - routeConfiguration:
                    id: tell
                    description: Tells.
                    onCompletion:
                      - onCompletion: {id: done, steps: [{log: {id: say, message: done}}]}
                """);
        Files.writeString(routes.resolve("notes.txt"), "not a route");

        assertThat(RoutesPage.of(routes).lines().filter(line -> !line.isEmpty() && !line.startsWith(" ")))
                .containsSubsequence(
                        "## The whole",
                        "## [a.camel.yaml](../mine/a.camel.yaml)",
                        "### tell",
                        "Tells.",
                        "```mermaid",
                        "## [b.camel.yaml](../mine/b.camel.yaml)",
                        "- `GET /jobs/{id}`: `direct:read`",
                        "### read",
                        "Reads a job.",
                        "With `problems`, `tell`.",
                        "Starts by itself: `{{reading}}`.",
                        "```mermaid",
                        "```");
    }
}
