package io.github.nannybooking.dev.check;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operation of the contract.
 *
 * @param item    its path, with all its operations
 * @param element its method, with its description
 */
record Operation(Contract contract, Element item, Element element) {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^/}]*)}");

    String path() {
        return item.name();
    }

    String request() {
        return Names.request(element.name(), path());
    }

    /** The roles that may call it besides admin; none if anyone may. Empty without a declaration. */
    Optional<Set<String>> roles() {
        return element.child("security").map(security -> security.children().stream()
                .flatMap(requirement -> requirement.children().stream())
                .flatMap(Operation::roles)
                .collect(sorted()));
    }

    /** The name of a scheme that names no roles, or is another one, is no role of a verb either. */
    private static Stream<String> roles(Element scheme) {
        return scheme.name().equals("bearer") && !scheme.children().isEmpty()
                ? scheme.children().stream().map(Element::text)
                : Stream.of(scheme.name());
    }

    Set<String> consumed() {
        return element.child("requestBody").map(contract::followed).stream()
                .flatMap(Operation::mediaTypes)
                .collect(sorted());
    }

    /** The media types of its successes. */
    Set<String> produced() {
        return element.child("responses").stream()
                .flatMap(responses -> responses.children().stream())
                .filter(response -> response.name().startsWith("2"))
                .map(contract::followed)
                .flatMap(Operation::mediaTypes)
                .collect(sorted());
    }

    private static Stream<String> mediaTypes(Element message) {
        return message.child("content").stream()
                .flatMap(content -> content.children().stream().map(Element::name));
    }

    /** Checks that the described parameters of the path are those in the path. */
    Stream<Finding> parameters() {
        Set<String> described = Stream.of(item, element)
                .flatMap(where -> where.child("parameters").stream())
                .flatMap(parameters -> parameters.children().stream().map(contract::followed))
                .filter(parameter -> parameter.text("in").equals(Optional.of("path")))
                .flatMap(parameter -> parameter.text("name").stream())
                .collect(sorted());
        Set<String> used = PARAMETER
                .matcher(path())
                .results()
                .map((MatchResult it) -> it.group(1))
                .collect(sorted());
        return Stream.concat(
                used.stream()
                        .filter(Predicate.not(described::contains))
                        .map(name -> finding("the parameter '" + name + "' of the path is not described")),
                described.stream()
                        .filter(Predicate.not(used::contains))
                        .map(name ->
                                finding("the path has no parameter '" + name + "'" + NearestName.hint(name, used))));
    }

    Finding finding(String message) {
        return element.finding(message);
    }

    private static Collector<String, ?, Set<String>> sorted() {
        return Collectors.toCollection(TreeSet::new);
    }
}
