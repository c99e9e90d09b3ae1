package io.github.nannybooking.dev.check;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesParser;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.spi.PropertiesFunction;

/** That Camel, by its own rules, finds a value for each placeholder. */
final class Placeholders {

    /** How Camel tells it. */
    private static final Pattern UNKNOWN = Pattern.compile("Property with key \\[(.+?)] not found.*", Pattern.DOTALL);

    private static final String ANY = "value";

    /** https://camel.apache.org/manual/using-propertyplaceholder.html#_using_property_placeholder_functions */
    private static final List<String> FUNCTIONS =
            List.of("env", "sys", "service", "service.name", "service.host", "service.port", "bean", "boolean");

    private final Properties properties;
    private final PropertiesParser camel;

    Placeholders(Properties properties) {
        this.properties = properties;
        PropertiesComponent functions = new PropertiesComponent();
        functions.setCamelContext(new SimpleCamelContext(false));
        FUNCTIONS.forEach(name -> functions.addPropertiesFunction(new Elsewhere(name)));
        functions.init();
        camel = new DefaultPropertiesParser(functions);
    }

    Stream<Finding> findings(RouteFile file) {
        return file.root().children().stream().flatMap(item -> {
            Set<String> ofTemplate = parameters(item);
            return item.all()
                    .filter(element -> element.text().contains("{{"))
                    .flatMap(element -> finding(file, element, ofTemplate));
        });
    }

    /** What a template of routes is given. */
    private static Set<String> parameters(Element item) {
        return item.child("routeTemplate").stream()
                .flatMap(template -> template.child("parameters").stream())
                .flatMap(parameters -> parameters.children().stream())
                .flatMap(parameter -> parameter.text("name").stream())
                .collect(Collectors.toSet());
    }

    private Stream<Finding> finding(RouteFile file, Element element, Set<String> ofTemplate) {
        try {
            camel.parseUri(
                    element.text(),
                    (name, otherwise) -> ofTemplate.contains(name) ? ANY : properties.getProperty(name),
                    true,
                    false,
                    true);
            return Stream.of();
        } catch (IllegalArgumentException e) {
            Matcher unknown = UNKNOWN.matcher(e.getMessage());
            return Stream.of(file.finding(
                    element,
                    unknown.matches()
                            ? "there is no property '" + unknown.group(1) + "'"
                                    + NearestName.hint(unknown.group(1), properties.stringPropertyNames())
                            : e.getMessage().lines().findFirst().orElseThrow()));
        }
    }

    /** What is asked where the routes will run: there each variable, bean and service may have a value. */
    private record Elsewhere(String getName) implements PropertiesFunction {

        @Override
        public String apply(String name) {
            return ANY;
        }
    }
}
