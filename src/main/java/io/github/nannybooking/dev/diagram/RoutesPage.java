package io.github.nannybooking.dev.diagram;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;

/** The page with a picture of the whole, and of each route. */
final class RoutesPage {

    private final StringBuilder text = new StringBuilder();

    private RoutesPage() {}

    /** The page of all routes in {@code folder}, in Markdown; the same for the same routes. */
    static String of(Path folder) throws Exception {
        List<RouteFile> files = RouteFile.in(folder);
        RoutesPage page = new RoutesPage();
        page.text.append("""
                # Pictures of the routes

                Drawn from [`%1$s/`](../%1$s) by `./mvnw compile exec:java@draw-routes`; to be drawn again when a route changes, not edited.

                ## The whole

                Requests, timers and queues on their way through the routes; dotted is what happens beside or after it.

                """.formatted(folder.getFileName()));
        page.diagram(Overview.of(files));
        files.forEach(file -> page.file(folder, file));
        return page.text.toString();
    }

    private void file(Path folder, RouteFile file) {
        text.append("\n## [%1$s](../%2$s/%1$s)\n".formatted(file.name(), folder.getFileName()));
        file.rests().forEach(this::requests);
        file.configurations().forEach(this::configuration);
        file.routes().forEach(this::route);
    }

    private void requests(RestDefinition rest) {
        text.append(rest.getVerbs().stream()
                .map(verb -> "- `%s`: `%s`\n"
                        .formatted(
                                Endpoints.request(rest, verb),
                                Endpoints.of(verb.getTo()).orElseThrow()))
                .collect(Collectors.joining("", "\n", "")));
    }

    private void configuration(RouteConfigurationDefinition configuration) {
        heading(configuration.getId(), configuration.getDescriptionText());
        diagram(RouteChart.of(configuration));
    }

    private void route(RouteDefinition route) {
        heading(route.getId(), route.getDescriptionText());
        if (route.getRouteConfigurationId() != null) {
            text.append(
                    "With `%s`.\n\n".formatted(route.getRouteConfigurationId().replace(",", "`, `")));
        }
        if (route.getAutoStartup() != null) {
            text.append("Starts by itself: `%s`.\n\n".formatted(route.getAutoStartup()));
        }
        diagram(RouteChart.of(route));
    }

    private void heading(String id, String description) {
        text.append("\n### ").append(id).append("\n\n").append(description).append("\n\n");
    }

    private void diagram(String mermaid) {
        text.append("```mermaid\n").append(mermaid).append("```\n");
    }
}
