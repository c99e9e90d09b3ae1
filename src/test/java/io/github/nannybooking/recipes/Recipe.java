package io.github.nannybooking.recipes;

import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A section below the heading {@code Recipes} of {@code docs/editing-routes.md}.
 *
 * @param diff     the changes, from its blocks of {@code diff}, may be empty
 * @param settings the settings, from its blocks of {@code properties}, may be empty
 * @param test     the source of a test class, its block of {@code java}
 */
record Recipe(String title, String diff, Properties settings, String test) {

    static final Path DOCUMENT = Path.of("docs", "editing-routes.md");

    private static final Path ROUTES = Path.of("routes");
    private static final Path CONTRACT = Path.of("api", "openapi.yaml");
    private static final String RECIPES = "\n## Recipes\n";
    private static final Pattern SECTION = Pattern.compile("^### ", Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** All recipes, in the order of the document. */
    static List<Recipe> all() {
        try {
            String document = Files.readString(DOCUMENT);
            return SECTION.splitAsStream(document.substring(document.indexOf(RECIPES)))
                    .skip(1)
                    .map(Recipe::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recipe titled(String title) {
        return all().stream()
                .filter(recipe -> recipe.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(DOCUMENT + " has no recipe '" + title + "'"));
    }

    private static Recipe of(String section) {
        return new Recipe(
                section.lines().findFirst().orElse(""),
                blocks(section, "diff"),
                properties(blocks(section, "properties")),
                blocks(section, "java"));
    }

    private static String blocks(String section, String language) {
        return BLOCK.matcher(section)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .collect(Collectors.joining());
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /**
     * Copies the routes into the folder {@code routes} of {@code project}, and the contract of the API, and applies the
     * diff of the recipe.
     *
     * @return the folder of the routes
     * @throws AssertionError if a diff does not match the file
     */
    Path follow(Path project) throws IOException {
        Path copy = copyRoutes(project);
        Files.createDirectories(contractOf(project).getParent());
        Files.copy(CONTRACT, contractOf(project));
        Diff.apply(diff, Path.of(""), project);
        return copy;
    }

    static Path contractOf(Path project) {
        return project.resolve(CONTRACT);
    }

    /** Copies the unchanged routes into {@code project}. */
    static Path copyRoutes(Path project) throws IOException {
        Path copy = project.resolve(ROUTES);
        for (Path file : RouteFiles.in(ROUTES)) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.copy(file, project.resolve(file));
        }
        return copy;
    }

    @Override
    public String toString() {
        return title;
    }
}
