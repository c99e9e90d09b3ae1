package io.github.nannybooking.testing.ledger;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All items of a table by their keys. */
record TableContents(Map<TableContents.Key, Map<String, AttributeValue>> items) {

    private static final List<String> STATUSES = List.of("jobStatus", "jobApplicationStatus", "bookingStatus");
    private static final Set<String> FINAL = Set.of("CLOSED", "ACCEPTED", "DECLINED", "COMPLETED");

    /** Returns the key of an item. */
    record Key(String partition, String sort) {

        static Key of(Map<String, AttributeValue> item) {
            return new Key(item.get("PK").s(), item.get("SK").s());
        }

        static Key ofBooking(PostedJob job) {
            return new Key("BOOKING#" + job.id(), "BOOKING#" + job.id());
        }

        @Override
        public String toString() {
            return partition.equals(sort) ? partition : partition + " " + sort;
        }
    }

    static TableContents of(Collection<Map<String, AttributeValue>> items) {
        return new TableContents(items.stream().collect(toMap(Key::of, item -> item)));
    }

    /** Returns the current item, empty if there is none. */
    Map<String, AttributeValue> get(Key key) {
        return items.getOrDefault(key, Map.of());
    }

    /** Returns the status of a job, an application or a booking, {@code gone} if there is no such item. */
    String status(Key key) {
        return statuses(get(key)).findFirst().orElse("gone");
    }

    /** The statuses that never change. */
    Map<Key, String> finalStatuses() {
        return items.keySet().stream()
                .filter(key -> FINAL.contains(status(key)))
                .collect(toMap(key -> key, this::status));
    }

    /** Returns the item without the attributes that a booking changes. */
    static Map<String, AttributeValue> withoutStatus(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> rest = new HashMap<>(item);
        STATUSES.forEach(rest::remove);
        return rest;
    }

    private static Stream<String> statuses(Map<String, AttributeValue> item) {
        return STATUSES.stream().map(item::get).filter(Objects::nonNull).map(AttributeValue::s);
    }
}
