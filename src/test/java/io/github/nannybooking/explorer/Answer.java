package io.github.nannybooking.explorer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The result of a step. There is one object for equal answers, so that states are compared fast. */
final class Answer {

    private static final Map<String, Answer> ALL = new ConcurrentHashMap<>();

    private final String text;
    private final Object value;
    private final Set<String> marks;

    private Answer(String text, Object value) {
        this.text = text;
        this.value = value;
        this.marks = Marks.in(text);
    }

    static Answer of(Object value) {
        return ALL.computeIfAbsent(value.toString(), text -> new Answer(text, value));
    }

    /** The text of a cancelled transaction does not contain the items of its reasons, which programs read. */
    static Answer failed(AwsServiceException failure) {
        String reasons =
                failure instanceof TransactionCanceledException cancelled ? " " + cancelled.cancellationReasons() : "";
        return ALL.computeIfAbsent(failure + reasons, text -> new Answer(text, failure));
    }

    /** Returns the value, or throws the failure. */
    Object get() {
        if (value instanceof RuntimeException failure) {
            throw failure;
        }
        return value;
    }

    boolean isFailure() {
        return value instanceof RuntimeException;
    }

    /** The {@link Marks} that the actor knows by it. */
    Set<String> marks() {
        return marks;
    }

    @Override
    public String toString() {
        return text;
    }
}
