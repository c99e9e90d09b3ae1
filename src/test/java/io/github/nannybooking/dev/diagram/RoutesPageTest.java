package io.github.nannybooking.dev.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesPageTest {

    @Test
    void should_be_up_to_date() throws Exception {
        assertThat(Files.readString(DrawRoutes.PAGE))
                .as("%s is out of date; generate it with: ./mvnw compile exec:java@draw-routes", DrawRoutes.PAGE)
                .isEqualToNormalizingNewlines(DrawRoutes.page(DrawRoutes.ROUTES));
    }

    @Test
    void should_list_the_requests_configurations_and_routes_of_each_file_by_folder(@TempDir Path folder)
            throws Exception {
        Path routes = folder.resolve("mine");
        Files.createDirectories(routes.resolve("booking"));
        Files.createDirectory(routes.resolve("api"));
        Files.writeString(routes.resolve("api/b.camel.yaml"), """
                - rest:
                    path: /jobs
                    get:
                      - id: get-job
                        path: /{id}
                        description: Returns a job.
                        to: direct:read
                - route:
                    id: read
                    description: Reads a job.
                    routeConfigurationId: problems,log
                    autoStartup: "{{reading}}"
                    from: {id: from-read, uri: direct:read, steps: [{stop: {id: end}}]}
                """);
        Files.writeString(routes.resolve("booking/a.camel.yaml"), """
                - routeConfiguration:
                    id: log
                    description: Logs.
                    onCompletion:
                      - onCompletion: {id: done, steps: [{log: {id: say, message: done}}]}
                """);
        Files.writeString(routes.resolve("notes.txt"), "not a route");

        assertThat(DrawRoutes.page(routes).lines().filter(line -> !line.isEmpty() && !line.startsWith(" ")))
                .containsSubsequence(
                        "## Overview",
                        "## mine/booking",
                        "### [a.camel.yaml](../mine/booking/a.camel.yaml)",
                        "#### log",
                        "Logs.",
                        "```mermaid",
                        "## mine/api",
                        "### [b.camel.yaml](../mine/api/b.camel.yaml)",
                        "- `GET /jobs/{id}`: `direct:read`",
                        "#### read",
                        "Reads a job.",
                        "Route configuration: `problems`, `log`.",
                        "Starts automatically: `{{reading}}`.",
                        "```mermaid",
                        "```");
    }
}
