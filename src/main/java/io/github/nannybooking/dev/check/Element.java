package io.github.nannybooking.dev.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML file.
 *
 * @param name its key in a mapping, or its index in a list
 * @param line the line of its name, from 1
 */
record Element(Path file, String name, int line, Node node) {

    static Element root(Path file, Node node) {
        return of(file, "", node, node);
    }

    private static Element of(Path file, String name, Node at, Node node) {
        return new Element(file, name, at.getStartMark().orElseThrow().getLine() + 1, node);
    }

    Finding finding(String message) {
        return new Finding(file, line, message);
    }

    /** Where it is, for a message about another element. */
    String where() {
        return file.getFileName() + ":" + line;
    }

    List<Element> children() {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream().map(this::child).toList();
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            return IntStream.range(0, items.size())
                    .mapToObj(index -> of(file, String.valueOf(index), items.get(index), items.get(index)))
                    .toList();
        }
        return List.of();
    }

    private Element child(NodeTuple entry) {
        Node key = entry.getKeyNode();
        return of(
                file, key instanceof ScalarNode scalar ? scalar.getValue() : key.toString(), key, entry.getValueNode());
    }

    Optional<Element> child(String name) {
        return children().stream().filter(child -> child.name.equals(name)).findFirst();
    }

    /** The children of the child {@code name}; none if there is no such child. */
    Stream<Element> children(String name) {
        return child(name).stream().flatMap(child -> child.children().stream());
    }

    /** The element at the end of a path of names, or the last element of the path that exists. */
    Element at(List<String> names) {
        return names.isEmpty()
                ? this
                : child(names.get(0))
                        .map(child -> child.at(names.subList(1, names.size())))
                        .orElse(this);
    }

    /** The scalar value of the child {@code name}; empty if it is blank, missing, or not a scalar. */
    Optional<String> text(String name) {
        return child(name).map(Element::text).filter(text -> !text.isBlank());
    }

    /** The scalar value; empty for a list or a mapping. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean hasMappingAsKey() {
        return node instanceof MappingNode mapping
                && mapping.getValue().stream().anyMatch(entry -> entry.getKeyNode() instanceof MappingNode);
    }

    /** This element and all its descendants, in the order of the file. */
    Stream<Element> all() {
        return Stream.concat(Stream.of(this), children().stream().flatMap(Element::all));
    }

    JsonNode json() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof MappingNode) {
            ObjectNode object = json.objectNode();
            children().forEach(child -> object.set(child.name, child.json()));
            return object;
        }
        if (node instanceof SequenceNode) {
            ArrayNode array = json.arrayNode();
            children().forEach(child -> array.add(child.json()));
            return array;
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return json.booleanNode(Boolean.parseBoolean(text()));
        }
        if (tag.equals(Tag.NULL)) {
            return json.nullNode();
        }
        // .inf and .nan are numbers in YAML, but not in JSON
        return (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && text().matches(".*\\d\\.?")
                ? json.numberNode(new BigDecimal(text()))
                : json.textNode(text());
    }
}
