package io.github.nannybooking.dev.model;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.deserializers.BeansDeserializer;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.ModelDeserializersResolver;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Camel's loader of YAML, except that it adds the definitions of beans to the model without creating the beans. */
final class DefinitionsLoader extends YamlRoutesBuilderLoader {

    DefinitionsLoader(CamelContext context) {
        setCamelContext(context);
    }

    @Override
    protected YamlDeserializationContext newYamlDeserializationContext(LoadSettings settings, Resource resource) {
        YamlDeserializationContext yaml = new YamlDeserializationContext(settings);
        yaml.setResource(resource);
        yaml.setCamelContext(getCamelContext());
        yaml.addResolvers(new CustomResolver(new BeanDefinitions()), new ModelDeserializersResolver());
        return yaml;
    }

    private static final class BeanDefinitions extends BeansDeserializer {

        @Override
        protected void registerBean(
                CamelContext context,
                List<BeanFactoryDefinition<?>> delayed,
                BeanFactoryDefinition<?> definition,
                boolean delayIfFailed) {
            context.getCamelContextExtension().getContextPlugin(Model.class).addCustomBean(definition);
        }
    }
}
