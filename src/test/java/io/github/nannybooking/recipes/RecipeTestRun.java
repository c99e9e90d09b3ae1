package io.github.nannybooking.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Compiles the test of a recipe as shown in the document, and runs it with a folder of routes. */
final class RecipeTestRun implements AutoCloseable {

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);

    private final URLClassLoader loader;
    private final Class<?> test;

    /** @param classes an empty folder for the output of the compiler */
    RecipeTestRun(Recipe recipe, Path classes) throws IOException, ClassNotFoundException {
        String name = find(CLASS, recipe.test());
        Path source = Files.writeString(classes.resolve(name + ".java"), recipe.test());
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(status).as("%s is compiled; see the errors above", name).isZero();
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        test = loader.loadClass(find(PACKAGE, recipe.test()) + "." + name);
    }

    private static String find(Pattern pattern, String source) {
        return pattern.matcher(source)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + pattern + " in\n" + source));
    }

    /**
     * Returns the results of all tests.
     *
     * @param routes   the folder of the routes under test
     * @param settings the settings during the tests
     */
    List<TestExecutionResult> on(Path routes, Properties settings) {
        Properties before = (Properties) System.getProperties().clone();
        try {
            System.getProperties().putAll(settings);
            System.setProperty("booking.routes", routes.toString());
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(test))
                    .execute()
                    .testEvents()
                    .finished()
                    .stream()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                    .toList();
        } finally {
            System.setProperties(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
