package io.github.nannybooking.platform.sqs;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Splits entries into batches that SQS takes in one request
 * (<a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html">Batch
 * actions</a>).
 */
public final class SqsBatches {

    public static final int MAX_ENTRIES = 10;

    private SqsBatches() {}

    /** All of {@code entries}, in their order, up to {@value #MAX_ENTRIES} together. */
    public static <T> Stream<List<T>> of(List<T> entries) {
        return IntStream.iterate(0, from -> from < entries.size(), from -> from + MAX_ENTRIES)
                .mapToObj(from -> entries.subList(from, Math.min(from + MAX_ENTRIES, entries.size())));
    }

    /**
     * The entries of a request. Each has its index as its id, since ids must differ and a batch may contain a message twice.
     *
     * @param entry creates an entry from its id and an element
     */
    public static <T, E> List<E> entries(List<T> batch, BiFunction<String, T, E> entry) {
        return IntStream.range(0, batch.size())
                .mapToObj(i -> entry.apply(String.valueOf(i), batch.get(i)))
                .toList();
    }

    /** The element of which {@link #entries} made the entry with this id. */
    public static <T> T elementOf(List<T> batch, String entryId) {
        return batch.get(Integer.parseInt(entryId));
    }
}
