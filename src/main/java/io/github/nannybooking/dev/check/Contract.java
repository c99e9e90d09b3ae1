package io.github.nannybooking.dev.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/** The contract of the API, an OpenAPI description. */
record Contract(Element root) {

    private static final String REFERENCE = "$ref";

    /** Reads a file. If it can't be read, adds the reason to {@code findings} and returns an empty result. */
    static Optional<Contract> read(Path path, List<Finding> findings) throws IOException {
        return YamlMistake.read(path, findings, yaml -> {
            LoadSettings settings = LoadSettings.builder().build();
            // unlike composing, this rejects duplicate keys
            new Load(settings).loadFromString(yaml);
            Optional<Node> root = new Compose(settings).composeString(yaml);
            Optional<Contract> contract = root.map(node -> new Contract(Element.root(path, node)))
                    .filter(it -> it.root.child("paths").isPresent());
            if (contract.isEmpty()) {
                findings.add(new Finding(path, 1, "the contract has no 'paths'"));
            }
            return contract;
        });
    }

    List<Operation> operations() {
        return root.child("paths").stream()
                .flatMap(paths -> paths.children().stream())
                .flatMap(item -> item.children().stream()
                        .filter(child -> Names.VERBS.contains(child.name()))
                        .map(element -> new Operation(this, item, element)))
                .toList();
    }

    Stream<Finding> brokenReferences() {
        return root.all()
                .filter(element -> element.name().equals(REFERENCE))
                .filter(reference -> target(reference.text()).isEmpty())
                .map(reference -> reference.finding("there is nothing at '" + reference.text() + "'"));
    }

    /** Returns the element to which {@code element} refers, or the element itself. */
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
