package io.github.nannybooking.dev.check;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private final Properties properties;
    private final PropertiesParser camel;

    Placeholders(Properties properties) {
        this.properties = properties;
        PropertiesComponent functions = new PropertiesComponent();
        functions.setCamelContext(new SimpleCamelContext(false));
        functions.addPropertiesFunction(new Environment());
        functions.init();
        camel = new DefaultPropertiesParser(functions);
    }

    Stream<Finding> findings(RouteFile file) {
        return file.root()
                .all()
                .filter(element -> element.text().contains("{{"))
                .flatMap(element -> finding(file, element));
    }

    private Stream<Finding> finding(RouteFile file, Element element) {
        try {
            camel.parseUri(element.text(), (name, otherwise) -> properties.getProperty(name), true, false, true);
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

    /** The one here is not that in which the routes will run: there each variable may have a value. */
    private static final class Environment implements PropertiesFunction {

        @Override
        public String getName() {
            return "env";
        }

        @Override
        public String apply(String name) {
            return "value";
        }
    }
}
