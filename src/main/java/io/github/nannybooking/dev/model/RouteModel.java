package io.github.nannybooking.dev.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.Resource;

/**
 * The definitions in a route file, as Camel's own loader reads them. Reading them resolves and runs nothing.
 *
 * @param dataFormats by their ids
 */
public record RouteModel(
        List<BeanFactoryDefinition<?>> beans,
        Map<String, DataFormatDefinition> dataFormats,
        List<RestDefinition> rests,
        List<RouteConfigurationDefinition> configurations,
        List<RouteDefinition> routes) {

    private static final String VARIABLES = "env";

    /** @param application has the values of the placeholders, which a number or a duration needs */
    public static RouteModel read(CamelContext application, Resource file) throws Exception {
        // the loader adds to its context what is not in the builder
        CamelContext context = new DefaultCamelContext();
        PropertiesComponent properties = application.getPropertiesComponent();
        context.getPropertiesComponent().setInitialProperties(properties.loadProperties());
        Optional.ofNullable(properties.getPropertiesFunction(VARIABLES))
                .ifPresent(context.getPropertiesComponent()::addPropertiesFunction);
        RouteConfigurationBuilder builder =
                (RouteConfigurationBuilder) new DefinitionsLoader(context).loadRoutesBuilder(file);
        builder.configuration();
        List<RouteDefinition> routes =
                List.copyOf(builder.configureRoutes(context).getRoutes());
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        return new RouteModel(
                List.copyOf(model.getCustomBeans()),
                Map.copyOf(model.getDataFormats()),
                List.copyOf(builder.getRestCollection().getRests()),
                List.copyOf(builder.getRouteConfigurationCollection().getRouteConfigurations()),
                routes);
    }

    /** Creates the beans of a file in {@code context}. Returns the builder of its other definitions. */
    public static RouteConfigurationBuilder load(CamelContext context, Resource file) throws Exception {
        // Camel's shared loader skips a bean that it has read before, for example in files that could not be loaded
        YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader();
        loader.setCamelContext(context);
        loader.preParseRoute(file);
        return (RouteConfigurationBuilder) loader.loadRoutesBuilder(file);
    }
}
