package io.github.nannybooking.dev.reload;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.github.nannybooking.dev.check.Finding;
import io.github.nannybooking.dev.model.RouteModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** One version of a route file, and its dependencies on other files. */
record SavedFile(Path file, String text, RouteModel model) {

    /** @throws RejectedException if Camel can't create the definitions */
    static SavedFile read(CamelContext application, Path file, String text) throws RejectedException {
        try {
            return new SavedFile(file, text, RouteModel.read(application, resource(file, text)));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new RejectedException(new Finding(file, line, e.getProblem()), e);
        } catch (Exception e) {
            throw new RejectedException(new Finding(file, 1, e.getMessage()), e);
        }
    }

    /** The text that was checked, as the file may have changed since. */
    private static Resource resource(Path file, String text) {
        return ResourceHelper.fromString(file.toUri().toString(), text);
    }

    /**
     * Creates the beans of this file. Returns the builder of its other definitions.
     *
     * @throws RejectedException if a bean can't be created
     */
    RouteConfigurationBuilder load(CamelContext context) throws Exception {
        try {
            return RouteModel.load(context, resource(file, text));
        } catch (Exception e) {
            throw new RejectedException(Failures.ofBean(e, context, this), e);
        }
    }

    /** Whether this file, in its present or an earlier version, contains the definition that Camel read from {@code resource}. */
    boolean contains(Resource resource) {
        return resource != null && file.toUri().equals(resource.getURI());
    }

    Set<String> beans() {
        return model.beans().stream().map(BeanFactoryDefinition::getName).collect(toCollection(TreeSet::new));
    }

    /** Whether the file defines beans or data formats, which the routes of all files may use. */
    boolean hasBeans() {
        return !model.beans().isEmpty() || !model.dataFormats().isEmpty();
    }

    /** The first line from {@code from} on that contains the name, if there is one. */
    OptionalInt lineOf(String name, int from) {
        List<String> lines = text.lines().toList();
        return IntStream.rangeClosed(from, lines.size())
                .filter(line -> lines.get(line - 1).contains(name))
                .findFirst();
    }

    Set<String> routeIds() {
        return model.routes().stream().map(RouteDefinition::getRouteId).collect(toCollection(TreeSet::new));
    }

    Set<String> configurationIds() {
        return model.configurations().stream().map(SavedFile::id).collect(toSet());
    }

    /** The id of a route configuration; empty for one without an id, which applies to all routes. */
    static String id(RouteConfigurationDefinition configuration) {
        return Optional.ofNullable(configuration.getId()).orElse("");
    }

    /** Whether one of these route configurations applies to a route of this file. */
    boolean isConfiguredBy(Set<String> configurations) {
        return configurations.contains("")
                || model.routes().stream()
                        .map(RouteDefinition::getRouteConfigurationId)
                        .filter(Objects::nonNull)
                        .flatMap(ids -> Arrays.stream(ids.split(" *, *")))
                        .anyMatch(pattern ->
                                configurations.stream().anyMatch(id -> PatternHelper.matchPattern(id, pattern)));
    }

    /** Whether a verb of one file leads to a route of the other: Camel makes one route of both. */
    boolean sharesRouteWith(SavedFile other) {
        return !Collections.disjoint(verbTargets(), other.starts())
                || !Collections.disjoint(starts(), other.verbTargets());
    }

    private Set<String> starts() {
        return model.routes().stream()
                .map(route -> route.getInput().getEndpointUri())
                .collect(toSet());
    }

    private Set<String> verbTargets() {
        return model.rests().stream()
                .flatMap(rest -> rest.getVerbs().stream())
                .map(VerbDefinition::getTo)
                .filter(Objects::nonNull)
                .map(to -> to.getEndpointUri())
                .collect(toSet());
    }
}
