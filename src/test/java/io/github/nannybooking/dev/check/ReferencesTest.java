package io.github.nannybooking.dev.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.startup.RouteFiles;
import io.github.nannybooking.testing.RouteTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.junit.jupiter.api.Test;

class ReferencesTest extends RouteTest {

    @Test
    void should_know_the_route_configurations_in_java() throws IOException {
        List<String> ids = new ArrayList<>(
                context
                        .getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .getRouteConfigurationDefinitions()
                        .stream()
                        .map(RouteConfigurationDefinition::getId)
                        .toList());
        for (var path : RouteFiles.candidates(routes())) {
            RouteFile.read(path, new ArrayList<>())
                    .orElseThrow()
                    .of("routeConfiguration")
                    .forEach(
                            configuration -> ids.remove(configuration.text("id").orElseThrow()));
        }

        assertThat(References.inJava(
                        context.getPropertiesComponent().loadProperties().stringPropertyNames()))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void should_know_the_beans_in_java() throws IOException {
        Set<String> names = JavaBeans.in(Path.of("src/main/java")).names();

        assertThat(names).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(
                        context.getRegistry().lookupByName(name))
                .as(name)
                .isNotNull());
    }
}
