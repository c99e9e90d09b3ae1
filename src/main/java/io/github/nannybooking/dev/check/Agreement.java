package io.github.nannybooking.dev.check;

import io.github.nannybooking.dev.check.Names.Verb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that each operation of the contract has an equal verb in the routes, and each verb an operation. */
final class Agreement {

    private final Contract contract;
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<String, Verb> verbs = new HashMap<>();

    private Agreement(Contract contract, List<RouteFile> files) {
        this.contract = contract;
        contract.operations().forEach(operation -> operations.put(operation.request(), operation));
        files.forEach(file -> Names.verbs(file).forEach(verb -> verbs.put(verb.request(), verb)));
    }

    static Stream<Finding> findings(Contract contract, List<RouteFile> files) {
        List<Finding> broken = contract.brokenReferences().toList();
        if (!broken.isEmpty()) {
            return broken.stream();
        }
        Agreement agreement = new Agreement(contract, files);
        return Stream.of(
                        contract.operations().stream().flatMap(Operation::parameters),
                        contract.operations().stream().flatMap(agreement::ofOperation),
                        agreement.verbs.values().stream().flatMap(agreement::ofVerb))
                .flatMap(findings -> findings);
    }

    private Stream<Finding> ofOperation(Operation operation) {
        Verb verb = verbs.get(operation.request());
        if (verb == null) {
            return Stream.of(operation.finding("no verb answers " + operation.request()
                    + NearestName.hint(operation.request(), without(verbs.keySet(), operations.keySet()))));
        }
        Optional<Element> id = operation.element().child("operationId");
        String name = verb.element().text("id").orElse("");
        return Stream.concat(
                id.map(Element::text).equals(Optional.of(name))
                        ? Stream.of()
                        : Stream.of(id.orElse(operation.element())
                                .finding("the operationId must be '%s', as the verb's at %s"
                                        .formatted(name, verb.element().where()))),
                operation.roles().isPresent()
                        ? Stream.of()
                        : Stream.of(operation.finding("the operation lacks its security")));
    }

    private Stream<Finding> ofVerb(Verb verb) {
        Operation operation = operations.get(verb.request());
        boolean left = verb.element().text("apiDocs").equals(Optional.of("false"));
        if (operation == null) {
            String hint = NearestName.hint(verb.request(), without(operations.keySet(), verbs.keySet()));
            return left
                    ? Stream.of()
                    : Stream.of(at(verb, "apiDocs").finding("the contract does not describe " + verb.request() + hint));
        }
        if (left) {
            return Stream.of(at(verb, "apiDocs").finding("the contract describes " + verb.request() + " all the same"));
        }
        return Stream.of(
                        same(verb, "path", operation, Set.of(verb.path()), Set.of(operation.path())),
                        same(
                                verb,
                                "security",
                                operation,
                                verb.roles(),
                                operation.roles().orElse(verb.roles())),
                        same(verb, "consumes", operation, verb.mediaTypes("consumes"), operation.consumed()),
                        same(verb, "produces", operation, verb.mediaTypes("produces"), operation.produced()))
                .flatMap(Optional::stream);
    }

    private Optional<Finding> same(
            Verb verb, String attribute, Operation operation, Set<String> here, Set<String> there) {
        if (here.equals(there)) {
            return Optional.empty();
        }
        String none = attribute.equals("security") ? "anyone" : "none";
        return Optional.of(at(verb, attribute)
                .finding("%s: %s here, but %s at %s"
                        .formatted(
                                attribute,
                                here.isEmpty() ? none : String.join(", ", here),
                                there.isEmpty() ? none : String.join(", ", there),
                                operation.element().where())));
    }

    private static Element at(Verb verb, String attribute) {
        return verb.element().child(attribute).orElse(verb.element());
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        return some.stream().filter(one -> !others.contains(one)).collect(Collectors.toCollection(TreeSet::new));
    }
}
