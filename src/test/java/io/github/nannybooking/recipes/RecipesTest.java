package io.github.nannybooking.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.dev.check.RouteChecks;
import io.github.nannybooking.platform.startup.RouteFiles;
import io.github.nannybooking.testing.LongProof;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each recipe is correct, and that its test fails without the change. */
class RecipesTest {

    @TempDir
    private Path project;

    @TempDir
    private Path classes;

    private static List<Recipe> recipes() {
        return Recipe.all();
    }

    @Test
    void should_contain_the_recipes_for_common_changes() {
        assertThat(recipes())
                .extracting(Recipe::title)
                .containsExactly(
                        "Change the batch size",
                        "Add a step after the acceptance",
                        "Send declines to a second place",
                        "Send dead letters to another queue",
                        "Send dead letters to another system",
                        "Add an HTTP route");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void should_create_valid_routes(Recipe recipe) throws IOException {
        Path routes = recipe.follow(project);

        assertThat(RouteChecks.check(routes, new Properties())).isEmpty();
        assertThat(RouteChecks.check(RouteFiles.candidates(routes), Recipe.contractOf(project)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void should_change_only_existing_settings_to_new_values(Recipe recipe) throws IOException {
        Properties shipped = new Properties();
        try (Reader file = new FileReader("src/main/resources/application.properties", StandardCharsets.UTF_8)) {
            shipped.load(file);
        }

        assertThat(recipe.settings())
                .allSatisfy((key, value) -> assertThat(shipped).containsKey(key).doesNotContainEntry(key, value));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void should_pass_the_test_of_the_recipe(Recipe recipe) throws Exception {
        Path routes = recipe.follow(project);

        try (RecipeTestRun test = new RecipeTestRun(recipe, classes)) {
            assertThat(test.on(routes, recipe.settings()))
                    .isNotEmpty()
                    .allSatisfy(result -> assertThat(result.getThrowable()).isEmpty());
        }
    }

    @LongProof
    @ParameterizedTest
    @MethodSource("recipes")
    void should_fail_the_tests_of_the_recipe_when_it_was_not_followed(Recipe recipe) throws Exception {
        Path routes = Recipe.copyRoutes(project);

        try (RecipeTestRun test = new RecipeTestRun(recipe, classes)) {
            assertThat(test.on(routes, new Properties())).isNotEmpty().allSatisfy(result -> assertThat(
                            result.getThrowable())
                    .get()
                    .as("the routes themselves work")
                    .isNotInstanceOfAny(FailedToCreateRouteException.class, FailedToStartRouteException.class));
        }
    }
}
