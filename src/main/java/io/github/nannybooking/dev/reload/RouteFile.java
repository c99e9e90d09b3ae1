package io.github.nannybooking.dev.reload;

import static java.util.stream.Collectors.toSet;

import io.github.nannybooking.dev.check.Finding;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceSupport;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * A file of routes as it was read, and what ties it to others.
 *
 * @param routes         the ids of its routes
 * @param starts         the endpoints at which they start
 * @param verbTargets    the endpoints that its REST verbs lead to: Camel makes one route of a verb and the route behind it
 * @param configurations the ids of its route configurations, empty for one that has none and so is for all routes
 * @param configuredBy   the ids, or patterns of them, that its routes name
 */
record RouteFile(
        Path file,
        String text,
        Set<String> routes,
        Set<String> starts,
        Set<String> verbTargets,
        Set<String> configurations,
        Set<String> configuredBy) {

    /**
     * Makes the definitions of the file, without running any.
     *
     * @throws RefusedException if Camel can't make them
     */
    static RouteFile read(CamelContext context, Path file, String text) throws RefusedException {
        try {
            RouteConfigurationBuilder builder = builder(context, resource(file, text));
            builder.setCamelContext(context);
            builder.configuration();
            List<RouteDefinition> routes =
                    List.copyOf(builder.configureRoutes(context).getRoutes());
            return new RouteFile(
                    file,
                    text,
                    routes.stream().map(RouteDefinition::getRouteId).collect(toSet()),
                    routes.stream()
                            .map(route -> route.getInput().getEndpointUri())
                            .collect(toSet()),
                    builder.configureRests(context).getRests().stream()
                            .flatMap(rest -> rest.getVerbs().stream())
                            .map(VerbDefinition::getTo)
                            .filter(Objects::nonNull)
                            .map(to -> to.getEndpointUri())
                            .collect(toSet()),
                    builder.getRouteConfigurationCollection().getRouteConfigurations().stream()
                            .map(RouteFile::id)
                            .collect(toSet()),
                    routes.stream()
                            .map(RouteDefinition::getRouteConfigurationId)
                            .filter(Objects::nonNull)
                            .flatMap(ids -> Arrays.stream(ids.split(" *, *")))
                            .collect(toSet()));
        } catch (Exception e) {
            throw new RefusedException(new Finding(file, line(e), problem(e)), e);
        }
    }

    static String id(RouteConfigurationDefinition configuration) {
        return Optional.ofNullable(configuration.getId()).orElse("");
    }

    /** Without the text around it that the exception's message has. */
    private static String problem(Exception thrown) {
        return thrown instanceof MarkedYamlEngineException marked ? marked.getProblem() : thrown.getMessage();
    }

    private static int line(Exception thrown) {
        return thrown instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1)
                : 1;
    }

    /** A builder of all that is in the file, to be run. */
    RouteConfigurationBuilder builder(CamelContext context) throws Exception {
        return builder(context, resource(file, text));
    }

    private static RouteConfigurationBuilder builder(CamelContext context, Resource resource) throws Exception {
        return (RouteConfigurationBuilder) PluginHelper.getRoutesLoader(context)
                .findRoutesBuilders(List.of(resource))
                .iterator()
                .next();
    }

    /** The text as it was checked: the file may be another one by now. */
    private static Resource resource(Path file, String text) {
        return new ResourceSupport("file", "file:" + file) {
            @Override
            public boolean exists() {
                return true;
            }

            @Override
            public URI getURI() {
                return file.toUri();
            }

            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    /** Whether a definition was made of this file, now or before. */
    boolean made(Resource resource) {
        return resource != null && file.toUri().equals(resource.getURI());
    }

    /** Whether a route of this file is made with one of these route configurations. */
    boolean isConfiguredBy(Set<String> configurations) {
        return configurations.contains("")
                || configurations.stream()
                        .anyMatch(id -> configuredBy.stream().anyMatch(named -> PatternHelper.matchPattern(id, named)));
    }

    /** Whether a verb of the one leads to a route of the other. */
    boolean isOneWith(RouteFile other) {
        return !Collections.disjoint(verbTargets, other.starts) || !Collections.disjoint(starts, other.verbTargets);
    }
}
