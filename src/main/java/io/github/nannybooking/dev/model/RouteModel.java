package io.github.nannybooking.dev.model;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The definitions in a route file, as Camel's own loader reads them. Reading them resolves and runs nothing. */
public record RouteModel(
        List<RestDefinition> rests, List<RouteConfigurationDefinition> configurations, List<RouteDefinition> routes) {

    public static RouteModel read(CamelContext context, Resource file) throws Exception {
        RouteConfigurationBuilder builder = builder(context, file);
        builder.setCamelContext(context);
        builder.configuration();
        List<RouteDefinition> routes =
                List.copyOf(builder.configureRoutes(context).getRoutes());
        return new RouteModel(
                List.copyOf(builder.getRestCollection().getRests()),
                List.copyOf(builder.getRouteConfigurationCollection().getRouteConfigurations()),
                routes);
    }

    public static RouteConfigurationBuilder builder(CamelContext context, Resource file) throws Exception {
        return (RouteConfigurationBuilder) PluginHelper.getRoutesLoader(context)
                .findRoutesBuilders(file)
                .iterator()
                .next();
    }
}
