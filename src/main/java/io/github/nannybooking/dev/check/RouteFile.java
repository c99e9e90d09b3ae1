package io.github.nannybooking.dev.check;

import io.github.nannybooking.platform.startup.RouteFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A file of routes, read as Camel reads it.
 *
 * @param yaml what is written in it
 */
record RouteFile(Path path, String yaml, Element root) {

    private static final Set<String> DATA = Set.of("parameters", "properties");

    /** A placeholder without quotes is a mapping in a mapping's key, which is to be told better than by YAML. */
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setAllowNonScalarKeys(true).build();

    /** Empty if it can't be read; {@code findings} tells why. */
    static Optional<RouteFile> read(Path path, List<Finding> findings) throws IOException {
        if (!path.toString().endsWith(RouteFiles.SUFFIX)) {
            findings.add(new Finding(path, 1, "the name of a file of routes ends with " + RouteFiles.SUFFIX));
            return Optional.empty();
        }
        try {
            String yaml = Files.readString(path);
            for (Event event : new Parse(SETTINGS).parseString(yaml)) {
                if (event instanceof AliasEvent) {
                    findings.add(new Finding(
                            path,
                            YamlMistake.line(event.getStartMark()),
                            "Kaoto drops aliases: write out here what is meant"));
                    return Optional.empty();
                }
            }
            Optional<Node> root = new Compose(SETTINGS).composeString(yaml);
            if (root.isEmpty()) {
                findings.add(new Finding(path, 1, "there is nothing in this file"));
            }
            Optional<RouteFile> file = root.map(node -> new RouteFile(path, yaml, Element.of("", node, node)));
            List<Finding> unquoted =
                    file.stream().flatMap(RouteFile::unquotedPlaceholders).toList();
            findings.addAll(unquoted);
            return file.filter(it -> unquoted.isEmpty());
        } catch (CharacterCodingException e) {
            findings.add(new Finding(path, 1, "this is no UTF-8"));
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            findings.add(YamlMistake.in(path, e));
            return Optional.empty();
        }
    }

    private Stream<Finding> unquotedPlaceholders() {
        return root.all()
                .filter(Element::hasMappingAsKey)
                .map(element ->
                        finding(element, "a value that begins with '{' needs quotes, as \"{{booking.table}}\""));
    }

    /** The routes, or what else of a kind can stand at the top of a file. */
    Stream<Element> of(String kind) {
        return root.children().stream().flatMap(item -> item.child(kind).stream());
    }

    /** All that is in the file but for its data: the parameters of endpoints, the properties of beans. */
    Stream<Element> elements() {
        return elements(root);
    }

    private static Stream<Element> elements(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.children().stream()
                        .filter(child -> !DATA.contains(child.name()))
                        .flatMap(RouteFile::elements));
    }

    Finding finding(Element element, String message) {
        return new Finding(path, element.line(), message);
    }
}
