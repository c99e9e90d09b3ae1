package io.github.nannybooking.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.contract.Document.Verb;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answers that the contract describes for an operation, and those that the tests have received. */
final class Promises {

    private final Document document;
    private final Verb verb;
    private final Set<String> kept = new TreeSet<>();

    Promises(Document document, Verb verb) {
        this.document = document;
        this.verb = verb;
    }

    /** Records an answer, which must match the contract. */
    void keep(HttpResponse<String> answer) {
        keep(Answer.of(answer));
    }

    void keep(Answer answer) {
        answer.assertIs(document, verb.answer(String.valueOf(answer.status())), verb.toString());
        kept.add(answer.title().map(title -> answer.status() + " " + title).orElse(answer.status() + ""));
    }

    boolean has(int status) {
        return verb.statuses().anyMatch(String.valueOf(status)::equals);
    }

    void assertAllKept() {
        Set<String> promised = verb.statuses().flatMap(this::kinds).collect(Collectors.toCollection(TreeSet::new));
        assertThat(kept).as("the answers of %s", verb).containsExactlyElementsOf(promised);
    }

    private Stream<String> kinds(String status) {
        Map<String, JsonObject> problems = Document.problems(verb.answer(status));
        return problems.isEmpty()
                ? Stream.of(status)
                : problems.keySet().stream().map(title -> status + " " + title);
    }
}
