package io.github.nannybooking.dev.diagram;

import io.github.nannybooking.platform.startup.RouteFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A file of routes as Camel's own loader reads it; nothing is resolved, and nothing runs. */
record RouteFile(
        String name,
        List<RestDefinition> rests,
        List<RouteConfigurationDefinition> configurations,
        List<RouteDefinition> routes) {

    /** All files of routes in {@code folder}, named by their paths in it. */
    static List<RouteFile> in(Path folder) throws Exception {
        CamelContext context = new DefaultCamelContext();
        List<RouteFile> read = new ArrayList<>();
        for (Path file : RouteFiles.in(folder)) {
            read.add(read(context, folder.relativize(file).toString(), file));
        }
        return read;
    }

    private static RouteFile read(CamelContext context, String name, Path file) throws Exception {
        RouteFile read = new RouteFile(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (RoutesBuilder loaded : PluginHelper.getRoutesLoader(context)
                .findRoutesBuilders(ResourceHelper.resolveMandatoryResource(context, "file:" + file))) {
            RouteConfigurationBuilder builder = (RouteConfigurationBuilder) loaded;
            builder.setCamelContext(context);
            builder.configuration();
            builder.configure();
            read.rests().addAll(builder.getRestCollection().getRests());
            read.configurations()
                    .addAll(builder.getRouteConfigurationCollection().getRouteConfigurations());
            read.routes().addAll(builder.getRouteCollection().getRoutes());
        }
        return read;
    }
}
