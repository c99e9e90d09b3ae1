package io.github.nannybooking.explorer;

import static java.util.stream.Collectors.toMap;

import io.github.nannybooking.table.BookingKey;
import io.github.nannybooking.table.FailedDeclineKey;
import io.github.nannybooking.table.JobKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All items of the table, without the attributes that only hold a time. There is one object for equal contents, so that
 * states are compared fast.
 */
final class Contents {

    private static final Map<Map<String, Map<String, AttributeValue>>, Contents> ALL = new ConcurrentHashMap<>();
    private static final List<String> IRRELEVANT = List.of("createdOn", "bookedOn", "completedOn");
    private static final AttributeValue NONE = AttributeValue.builder().build();
    private static final String JOB_KEY = key(new JobKey(Programs.OWNER, Programs.JOB).toItemKey());
    private static final String BOOKING_KEY = key(new BookingKey(Programs.JOB).toItemKey());

    private final Map<String, Map<String, AttributeValue>> items;
    private final Map<String, String> applications;
    private final List<Map<String, AttributeValue>> failedDeclines;
    private final Set<String> marks;

    private Contents(Map<String, Map<String, AttributeValue>> items) {
        this.items = items;
        this.applications = items.values().stream()
                .filter(item -> item.containsKey("jobApplicationStatus") && item.containsKey("id"))
                .collect(toMap(
                        item -> item.get("id").s(),
                        item -> item.get("jobApplicationStatus").s(),
                        (one, other) -> one,
                        TreeMap::new));
        this.failedDeclines =
                items.values().stream().filter(Contents::isFailedDecline).toList();
        this.marks = Marks.in(booking() + " " + failedDeclines);
    }

    static Contents of(Collection<Map<String, AttributeValue>> items) {
        return ALL.computeIfAbsent(
                items.stream().collect(toMap(Contents::key, Contents::withoutIrrelevant)), Contents::new);
    }

    static String key(Map<String, AttributeValue> item) {
        return item.get("PK").s() + " " + item.get("SK").s();
    }

    private static Map<String, AttributeValue> withoutIrrelevant(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> rest = new HashMap<>(item);
        IRRELEVANT.forEach(attribute -> rest.computeIfPresent(attribute, (name, value) -> AttributeValue.fromN("0")));
        return rest;
    }

    Map<String, Map<String, AttributeValue>> items() {
        return items;
    }

    /** The statuses of the applications by their ids; an item without one is no application. */
    Map<String, String> applications() {
        return applications;
    }

    Set<String> applicationsIn(String status) {
        return applications.keySet().stream()
                .filter(id -> applications.get(id).equals(status))
                .collect(Collectors.toSet());
    }

    boolean isClosed() {
        return "CLOSED".equals(items.get(JOB_KEY).get("jobStatus").s());
    }

    /** The record of the booking; empty if there is none. */
    Map<String, AttributeValue> booking() {
        return items.getOrDefault(BOOKING_KEY, Map.of());
    }

    boolean isBookingIn(String status) {
        return AttributeValue.fromS(status).equals(booking().get("bookingStatus"));
    }

    /** When the booking is looked at again; empty if it is out of the index. */
    Optional<String> nextCheck() {
        return Optional.ofNullable(booking().get("GSI1SK")).map(AttributeValue::s);
    }

    /** The failed declines that are parked. */
    List<Map<String, AttributeValue>> failedDeclines() {
        return failedDeclines;
    }

    static boolean isFailedDecline(Map<String, AttributeValue> item) {
        return item.get("PK").s().startsWith(FailedDeclineKey.PARTITION);
    }

    /** The ids of the applications whose failed declines are parked. */
    Set<String> parked() {
        return failedDeclines.stream()
                .map(item -> item.get("applicationId").s())
                .collect(Collectors.toSet());
    }

    /** The ids of the applications of whose failed declines the booking knows. */
    Set<String> knownAsFailed() {
        return Set.copyOf(booking().getOrDefault("failedApplicationIds", NONE).ss());
    }

    /** The {@link Marks} that the table holds. */
    Set<String> marks() {
        return marks;
    }

    @Override
    public String toString() {
        AttributeValue none = AttributeValue.fromS("none");
        return "job %s, applications %s, booking %s %s failed %s, parked %s"
                .formatted(
                        isClosed() ? "CLOSED" : "OPEN",
                        applications,
                        booking().getOrDefault("bookingStatus", none).s(),
                        nextCheck().orElse("out of the index"),
                        knownAsFailed(),
                        parked());
    }
}
