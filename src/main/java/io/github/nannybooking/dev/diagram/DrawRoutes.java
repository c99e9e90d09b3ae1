package io.github.nannybooking.dev.diagram;

import java.nio.file.Files;
import java.nio.file.Path;

/** Generates {@code docs/routes.md}: {@code ./mvnw compile exec:java@draw-routes}. */
public final class DrawRoutes {

    static final Path ROUTES = Path.of("routes");
    static final Path PAGE = Path.of("docs", "routes.md");

    private DrawRoutes() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(PAGE.getParent());
        Files.writeString(PAGE, RoutesPage.of(ROUTES));
        System.out.println("Generated: " + PAGE);
    }
}
