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

/** Checks that Camel finds a value for each placeholder. */
final class Placeholders {

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
        FUNCTIONS.forEach(name -> functions.addPropertiesFunction(new RuntimeFunction(name)));
        functions.init();
        camel = new DefaultPropertiesParser(functions);
    }

    Stream<Finding> findings(RouteFile file) {
        return file.root().children().stream().flatMap(item -> {
            Set<String> parameters = templateParameters(item);
            return item.all()
                    .filter(element -> element.text().contains("{{"))
                    .flatMap(element -> unknown(element, parameters));
        });
    }

    private static Set<String> templateParameters(Element item) {
        return item.child("routeTemplate").stream()
                .flatMap(template -> template.children("parameters"))
                .flatMap(parameter -> parameter.text("name").stream())
                .collect(Collectors.toSet());
    }

    private Stream<Finding> unknown(Element element, Set<String> templateParameters) {
        try {
            camel.parseUri(
                    element.text(),
                    (name, defaultValue) -> templateParameters.contains(name) ? ANY : properties.getProperty(name),
                    true,
                    false,
                    true);
            return Stream.of();
        } catch (IllegalArgumentException e) {
            Matcher unknown = UNKNOWN.matcher(e.getMessage());
            return Stream.of(element.finding(
                    unknown.matches()
                            ? "there is no property '" + unknown.group(1) + "'"
                                    + NearestName.hint(unknown.group(1), properties.stringPropertyNames())
                            : e.getMessage().lines().findFirst().orElseThrow()));
        }
    }

    /** A function whose result is known only where the routes run, for example the value of an environment variable. */
    private record RuntimeFunction(String getName) implements PropertiesFunction {

        @Override
        public String apply(String name) {
            return ANY;
        }
    }
}
