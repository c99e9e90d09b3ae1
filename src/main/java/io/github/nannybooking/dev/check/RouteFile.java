package io.github.nannybooking.dev.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A file of routes, read as Camel reads it.
 *
 * @param yaml what is written in it
 */
record RouteFile(Path path, String yaml, Element root) {

    /** Adds to {@code findings} why it can't be read. */
    static Optional<RouteFile> read(Path path, List<Finding> findings) throws IOException {
        String yaml = Files.readString(path);
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
            if (root.isEmpty()) {
                findings.add(new Finding(path, 1, "there is nothing in this file"));
            }
            return root.map(node -> new RouteFile(path, yaml, Element.of("", node, node)));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            findings.add(new Finding(path, line, "this is no YAML: " + e.getProblem()));
            return Optional.empty();
        }
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
