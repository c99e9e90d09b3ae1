package io.github.nannybooking.dev.check;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A file of routes, read as Camel reads it.
 *
 * @param yaml what is written in it
 */
record RouteFile(Path path, String yaml, Element root) {

    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    /** Empty if it can't be read; {@code findings} tells why. */
    static Optional<RouteFile> read(Path path, List<Finding> findings) throws IOException {
        if (!path.toString().endsWith(".camel.yaml")) {
            findings.add(new Finding(path, 1, "the name of a file of routes ends with .camel.yaml"));
            return Optional.empty();
        }
        try {
            String yaml = Files.readString(path);
            for (Event event : new Parse(SETTINGS).parseString(yaml)) {
                if (event instanceof AliasEvent) {
                    findings.add(new Finding(
                            path, line(event.getStartMark()), "Kaoto drops aliases: write out here what is meant"));
                    return Optional.empty();
                }
            }
            Optional<Node> root = new Compose(SETTINGS).composeString(yaml);
            if (root.isEmpty()) {
                findings.add(new Finding(path, 1, "there is nothing in this file"));
            }
            return root.map(node -> new RouteFile(path, yaml, Element.of("", node, node)));
        } catch (CharacterCodingException e) {
            findings.add(new Finding(path, 1, "this is no UTF-8"));
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            findings.add(new Finding(path, line(e.getProblemMark()), "this is no YAML: " + e.getProblem()));
            return Optional.empty();
        }
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    /** The routes, or what else of a kind can stand at the top of a file. */
    Stream<Element> of(String kind) {
        return root.children().stream().flatMap(item -> item.child(kind).stream());
    }

    /** All that is in the file but for its data: the parameters of endpoints. */
    Stream<Element> elements() {
        return elements(root);
    }

    private static Stream<Element> elements(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.children().stream()
                        .filter(child -> !child.name().equals("parameters"))
                        .flatMap(RouteFile::elements));
    }

    Finding finding(Element element, String message) {
        return new Finding(path, element.line(), message);
    }
}
