package io.github.nannybooking.dev.check;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** The contract of the API, an OpenAPI description. */
record Contract(Element root) {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete", "head");
    private static final String REFERENCE = "$ref";

    /** Empty if it can't be read; {@code findings} says why. */
    static Optional<Contract> read(Path path, List<Finding> findings) throws IOException {
        try {
            String yaml = Files.readString(path);
            LoadSettings settings = LoadSettings.builder().build();
            // unlike composing, this refuses a key that is there twice
            new Load(settings).loadFromString(yaml);
            Optional<Node> root = new Compose(settings).composeString(yaml);
            Optional<Contract> contract = root.map(node -> new Contract(Element.root(path, node)))
                    .filter(it -> it.root.child("paths").isPresent());
            if (contract.isEmpty()) {
                findings.add(new Finding(path, 1, "the contract has no 'paths'"));
            }
            return contract;
        } catch (NoSuchFileException e) {
            findings.add(new Finding(path, 1, "there is no such file"));
        } catch (CharacterCodingException e) {
            findings.add(new Finding(path, 1, "the file is not in UTF-8"));
        } catch (MarkedYamlEngineException e) {
            findings.add(YamlMistake.in(path, e));
        }
        return Optional.empty();
    }

    List<Operation> operations() {
        return root.child("paths").stream()
                .flatMap(paths -> paths.children().stream())
                .flatMap(item -> item.children().stream()
                        .filter(child -> METHODS.contains(child.name()))
                        .map(element -> new Operation(this, item, element)))
                .toList();
    }

    /** The references that lead nowhere. */
    Stream<Finding> brokenReferences() {
        return root.all()
                .filter(element -> element.name().equals(REFERENCE))
                .filter(reference -> target(reference.text()).isEmpty())
                .map(reference -> reference.finding("there is nothing at '" + reference.text() + "'"));
    }

    /** What {@code element} refers to, or itself. */
    Element followed(Element element) {
        return element.text(REFERENCE).flatMap(this::target).orElse(element);
    }

    private Optional<Element> target(String reference) {
        Optional<Element> target = Optional.of(root).filter(it -> reference.startsWith("#/"));
        for (String name : reference.substring(Math.min(2, reference.length())).split("/")) {
            target = target.flatMap(element -> element.child(name));
        }
        return target;
    }
}
