package io.github.nannybooking.dev.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
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
 * A value in a YAML file, by whatever name it has there: a key, or the index in a list.
 *
 * @param line where its name is, from 1
 */
record Element(String name, int line, Node node) {

    static Element of(String name, Node at, Node node) {
        return new Element(name, at.getStartMark().orElseThrow().getLine() + 1, node);
    }

    List<Element> children() {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream().map(Element::of).toList();
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            return IntStream.range(0, items.size())
                    .mapToObj(index -> of(String.valueOf(index), items.get(index), items.get(index)))
                    .toList();
        }
        return List.of();
    }

    private static Element of(NodeTuple entry) {
        Node key = entry.getKeyNode();
        return of(key instanceof ScalarNode scalar ? scalar.getValue() : key.toString(), key, entry.getValueNode());
    }

    Optional<Element> child(String name) {
        return children().stream().filter(child -> child.name.equals(name)).findFirst();
    }

    /** What is here under these names, each below the one before; as far as they are there. */
    Element at(List<String> names) {
        return names.isEmpty()
                ? this
                : child(names.get(0))
                        .map(child -> child.at(names.subList(1, names.size())))
                        .orElse(this);
    }

    /** What is written here or below {@code name}, if that is a single value. */
    Optional<String> text(String name) {
        return child(name).map(Element::text).filter(text -> !text.isBlank());
    }

    /** The single value that is written here; empty for a list or a mapping. */
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

    /** This one and all below it, in the order of the file. */
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
