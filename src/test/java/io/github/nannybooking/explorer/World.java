package io.github.nannybooking.explorer;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What all actors share.
 *
 * @param queue       each message once, however often it was sent: since it may be taken any number of times before it is
 *                    deleted, that it is there twice makes no difference
 * @param deadLetters likewise
 * @param told        the applications whose applicant was told that it was accepted, however often
 */
record World(Contents table, SortedSet<String> queue, SortedSet<String> deadLetters, SortedSet<String> told) {

    private static final Pattern ID = Pattern.compile("\"id\":\\s*\"([^\"]+)\"");

    World with(Contents newTable) {
        return new World(newTable, queue, deadLetters, told);
    }

    World sent(String message) {
        return new World(table, with(queue, message), deadLetters, told);
    }

    World deleted(String message) {
        SortedSet<String> rest = new TreeSet<>(queue);
        rest.remove(message);
        return new World(table, rest, deadLetters, told);
    }

    World buried(String message) {
        return new World(table, queue, with(deadLetters, message), told);
    }

    World told(String applicationId) {
        return new World(table, queue, deadLetters, with(told, applicationId));
    }

    private static SortedSet<String> with(SortedSet<String> texts, String text) {
        SortedSet<String> more = new TreeSet<>(texts);
        more.add(text);
        return more;
    }

    /** The ids of the applications that messages name. */
    static Set<String> ids(Set<String> messages) {
        return messages.stream()
                .flatMap(message -> ID.matcher(message).results().map((MatchResult id) -> id.group(1)))
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "%s, queue %s, dead letters %s, told %s".formatted(table, ids(queue), ids(deadLetters), told);
    }
}
