package io.github.nannybooking.dev.diagram;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;

/**
 * Generates {@code docs/routes.md}, the Markdown page with an overview and a diagram of each route:
 * {@code ./mvnw compile exec:java@draw-routes}.
 */
public final class DrawRoutes {

    static final Path ROUTES = Path.of("routes");
    static final Path PAGE = Path.of("docs", "routes.md");

    private final StringBuilder text = new StringBuilder();

    private DrawRoutes() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(PAGE.getParent());
        Files.writeString(PAGE, page(ROUTES));
        System.out.println("Generated: " + PAGE);
    }

    /** The page of the routes in {@code root}; the same for the same routes. */
    static String page(Path root) throws Exception {
        List<DrawnFile> files = DrawnFile.in(root);
        DrawRoutes page = new DrawRoutes();
        page.text.append("""
                # Pictures of the routes

                `./mvnw compile exec:java@draw-routes` generates this page from [`%1$s/`](../%1$s). Do not edit it.

                ## Overview

                How requests, timers, queues and routes are connected. A dotted arrow is a call that the caller does not wait for, or that
                follows when its route has failed. Requests whose routes use only the table are listed without the routes.

                """.formatted(root.getFileName()));
        page.diagram(Overview.of(files));
        String folder = "";
        for (DrawnFile file : files) {
            if (!file.folder().equals(folder)) {
                folder = file.folder();
                page.text.append("\n## ").append(folder).append('\n');
            }
            page.file(file);
        }
        return page.text.toString();
    }

    private void file(DrawnFile file) {
        text.append("\n### [%s](../%s)\n".formatted(file.name(), file.path()));
        file.model().rests().forEach(this::requests);
        file.model().configurations().forEach(this::configuration);
        file.model().routes().forEach(this::route);
    }

    private void requests(RestDefinition rest) {
        text.append(rest.getVerbs().stream()
                .map(verb -> "- `%s`: `%s`\n"
                        .formatted(
                                EndpointText.request(rest, verb),
                                EndpointText.of(verb.getTo()).orElseThrow()))
                .collect(Collectors.joining("", "\n", "")));
    }

    private void configuration(RouteConfigurationDefinition configuration) {
        heading(configuration.getId(), configuration.getDescriptionText());
        diagram(RouteChart.of(configuration));
    }

    private void route(RouteDefinition route) {
        heading(route.getId(), route.getDescriptionText());
        if (route.getRouteConfigurationId() != null) {
            text.append("Route configuration: `%s`.\n\n"
                    .formatted(route.getRouteConfigurationId().replace(",", "`, `")));
        }
        if (route.getAutoStartup() != null) {
            text.append("Starts automatically: `%s`.\n\n".formatted(route.getAutoStartup()));
        }
        diagram(RouteChart.of(route));
    }

    private void heading(String id, String description) {
        text.append("\n#### ").append(id).append("\n\n").append(description).append("\n\n");
    }

    private void diagram(String mermaid) {
        text.append("```mermaid\n").append(mermaid).append("```\n");
    }
}
