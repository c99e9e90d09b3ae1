package io.github.nannybooking.dev.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.tooling.model.ArtifactModel;
import org.apache.camel.tooling.model.BaseOptionModel;

/** What Camel's catalog says of components, languages and steps, for messages to the author of a route. */
final class Catalog {

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);
    private static final Set<String> LANGUAGES = Stream.concat(
                    CATALOG.findLanguageNames().stream(), Stream.of("expression", "method"))
            .collect(Collectors.toSet());

    static final Set<String> SIMPLE_FUNCTIONS = CATALOG.languageModel("simple").getFunctions().stream()
            .map(function -> function.getName().replaceFirst("\\W.*", ""))
            .collect(Collectors.toSet());

    private Catalog() {}

    /** The options of an endpoint, by their names; none if the component is unknown. */
    static Map<String, BaseOptionModel> options(String scheme) {
        return Optional.ofNullable(CATALOG.componentModel(scheme)).stream()
                .flatMap(component -> Stream.concat(
                        component.getEndpointOptions().stream(), component.getEndpointPathOptions().stream()))
                .collect(Collectors.toMap(BaseOptionModel::getName, option -> option, (one, other) -> one));
    }

    /** What is wrong with a value of an option that Camel can't convert; empty if the catalog does not know it. */
    static Optional<String> wrongValue(BaseOptionModel option, String value) {
        if (value.contains("${")) {
            return Optional.of("'%s' takes no expression: write {{…}} for a setting".formatted(option.getName()));
        }
        return Optional.ofNullable(
                        switch (option.getType()) {
                            case "boolean" -> "be true or false";
                            case "integer" -> "be a whole number";
                            case "number" -> "be a number";
                            case "duration" -> "be milliseconds or a duration such as 5s";
                            case "object" -> value.startsWith("#") ? null : "reference a bean, such as #" + value;
                            default ->
                                option.getEnums() == null ? null : "be one of " + String.join(", ", option.getEnums());
                        })
                .map(expected -> "'%s' must %s, but is '%s'%s"
                        .formatted(
                                option.getName(),
                                expected,
                                value,
                                option.getEnums() == null ? "" : NearestName.hint(value, option.getEnums())));
    }

    static String missingComponent(String scheme) {
        return missing("component", scheme, CATALOG.componentModel(scheme), CATALOG.findComponentNames());
    }

    static String missingLanguage(String name) {
        return missing("language", name, CATALOG.languageModel(name), LANGUAGES);
    }

    static String missingDataFormat(String name) {
        return missing("data format", name, CATALOG.dataFormatModel(name), CATALOG.findDataFormatNames());
    }

    private static String missing(String kind, String name, ArtifactModel<?> model, Collection<String> names) {
        return model == null
                ? "unknown %s '%s'%s".formatted(kind, name, NearestName.hint(name, new TreeSet<>(names)))
                : "the %s '%s' is not among the dependencies in pom.xml: add %s"
                        .formatted(kind, name, model.getArtifactId());
    }

    /** The expressions that a step or a part of a step lacks. */
    static List<String> lackingExpressions(String kind, Element element) {
        return Stream.ofNullable(CATALOG.eipModel(kind))
                .flatMap(step -> step.getOptions().stream())
                .filter(option -> option.isRequired() && option.getKind().equals("expression"))
                .map(BaseOptionModel::getName)
                .filter(option -> element.children().stream()
                        .noneMatch(child -> child.name().equals(option)
                                || option.equals("expression") && LANGUAGES.contains(child.name())))
                .toList();
    }
}
