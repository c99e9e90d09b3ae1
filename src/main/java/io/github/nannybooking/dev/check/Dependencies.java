package io.github.nannybooking.dev.check;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ArtifactModel;

/** Checks that the components, languages and data formats of the routes are among the dependencies. */
final class Dependencies {

    static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);
    private static final Set<String> LANGUAGES = Set.copyOf(CATALOG.findLanguageNames());
    private static final Set<String> FORMATS = Set.copyOf(CATALOG.findDataFormatNames());

    /** The library that Camel uses for a data format if the step names none. */
    private static final Map<String, String> DEFAULT_LIBRARIES = Map.of("json", "jackson");

    private Dependencies() {}

    static Stream<Finding> findings(RouteFile file) {
        return file.elements().flatMap(element -> element.children().stream()
                .flatMap(child -> lacking(element, child).map(child::finding).stream()));
    }

    private static Optional<String> lacking(Element element, Element child) {
        if (element.name().equals("marshal") || element.name().equals("unmarshal")) {
            String format = format(child);
            return FORMATS.contains(format) ? lacking("dataformat", CATALOG.dataFormatModel(format)) : Optional.empty();
        }
        return LANGUAGES.contains(child.name())
                ? lacking("language", CATALOG.languageModel(child.name()))
                : Optional.empty();
    }

    private static String format(Element element) {
        return DEFAULT_LIBRARIES.containsKey(element.name())
                ? element.text("library")
                        .map(library -> library.toLowerCase(Locale.ROOT))
                        .orElse(DEFAULT_LIBRARIES.get(element.name()))
                : element.name();
    }

    /**
     * The message about a dependency that is missing.
     *
     * @param kind the folder of {@code META-INF} in which Camel looks for it
     */
    static Optional<String> lacking(String kind, ArtifactModel<?> model) {
        String service = "/META-INF/services/org/apache/camel/" + kind + "/" + model.getName();
        return Dependencies.class.getResource(service) != null
                ? Optional.empty()
                : Optional.of("the %s '%s' is not among the dependencies in pom.xml: add %s"
                        .formatted(kind.replace("dataformat", "data format"), model.getName(), model.getArtifactId()));
    }
}
