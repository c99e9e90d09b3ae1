package io.github.nannybooking.explorer;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state that all actors share.
 *
 * @param queue       each message once, however often it was sent: since it may be taken any number of times before it is
 *                    deleted, that it is there twice makes no difference
 * @param deadLetters each once as well, but one for each failure, since they are parked one after the other
 * @param notified    the applications whose applicant was notified of the acceptance, once or more often
 */
record World(Contents table, SortedSet<String> queue, SortedSet<DeadLetter> deadLetters, SortedSet<String> notified) {

    private static final Pattern ID = Pattern.compile("\"id\":\\s*\"([^\"]+)\"");

    World with(Contents newTable) {
        return new World(newTable, queue, deadLetters, notified);
    }

    World sent(String message) {
        return new World(table, with(queue, message), deadLetters, notified);
    }

    World deleted(String message) {
        return new World(table, without(queue, message), deadLetters, notified);
    }

    World buried(DeadLetter failed) {
        return new World(table, queue, with(deadLetters, failed), notified);
    }

    World deleted(DeadLetter failed) {
        return new World(table, queue, without(deadLetters, failed), notified);
    }

    World notified(String applicationId) {
        return new World(table, queue, deadLetters, with(notified, applicationId));
    }

    private static <T> SortedSet<T> with(SortedSet<T> elements, T element) {
        SortedSet<T> more = new TreeSet<>(elements);
        more.add(element);
        return more;
    }

    private static <T> SortedSet<T> without(SortedSet<T> elements, T element) {
        SortedSet<T> rest = new TreeSet<>(elements);
        rest.remove(element);
        return rest;
    }

    /** The {@link Marks} that it holds. */
    Stream<String> marks() {
        return Stream.concat(table.marks().stream(), deadLetters.stream().map(DeadLetter::originalMessageId));
    }

    /** The ids of the applications whose declines are dead letters. */
    Set<String> idsOfDeadLetters() {
        return ids(deadLetters.stream().map(DeadLetter::message).collect(Collectors.toSet()));
    }

    /** The ids of the applications that messages name. */
    static Set<String> ids(Set<String> messages) {
        return messages.stream()
                .flatMap(message -> ID.matcher(message).results().map((MatchResult id) -> id.group(1)))
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "%s, queue %s, dead letters %s, notified %s".formatted(table, ids(queue), idsOfDeadLetters(), notified);
    }
}
