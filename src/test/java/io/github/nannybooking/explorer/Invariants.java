package io.github.nannybooking.explorer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The conditions that must hold; each method returns a line for each condition that does not hold. */
final class Invariants {

    private static final Set<String> FINAL = Set.of("ACCEPTED", "DECLINED");
    private static final Set<String> STATUSES = Set.of("jobStatus", "jobApplicationStatus");

    private final Scenario scenario;

    Invariants(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Returns the broken invariants of a state. */
    List<String> brokenIn(State state) {
        List<String> broken = new ArrayList<>();
        Contents table = state.world().table();
        Set<String> accepted = table.applicationsIn("ACCEPTED");
        require(
                broken,
                accepted.size() == (table.isClosed() ? 1 : 0),
                "a CLOSED job has one ACCEPTED, an OPEN one none");
        require(
                broken,
                table.isClosed() || strangerIds().containsAll(table.applicationsIn("DECLINED")),
                "an OPEN job has only PENDING applications");
        require(broken, table.isClosed() != table.booking().isEmpty(), "a job has a booking's record iff it is CLOSED");
        require(
                broken,
                table.booking().isEmpty()
                        || accepted.equals(Set.of(
                                table.booking().get("acceptedApplicationId").s())),
                "the record names who is ACCEPTED");
        require(
                broken,
                accepted.containsAll(state.world().notified()),
                "only the applicant who is ACCEPTED is notified");
        require(
                broken,
                !table.isClosed()
                        || table.booking().containsKey("acceptedNotice")
                        || state.world().notified().equals(accepted),
                "the applicant who is ACCEPTED is notified, or the notice is still due");
        require(
                broken,
                table.items().size()
                        == 1
                                + table.applications().size()
                                + table.failedDeclines().size()
                                + (table.isClosed() ? 1 : 0),
                "there is no other item");
        require(
                broken,
                !table.isClosed() || mayStayPending(state).containsAll(table.applicationsIn("PENDING")),
                "a decline of a CLOSED job is queued, a dead letter, parked, removed, or its booking is due");
        require(
                broken,
                !table.isBookingIn("COMPLETED") || state.missable().containsAll(table.applicationsIn("PENDING")),
                "no application of a COMPLETED booking is PENDING");
        state.endings().forEach(ending -> {
            require(
                    broken,
                    ending.booked() == null || accepted.equals(Set.of(ending.booked())),
                    "who was booked with 200 is ACCEPTED");
            require(
                    broken,
                    ending.refused() == null || !accepted.contains(ending.refused()),
                    "who was refused is not ACCEPTED");
        });
        return broken;
    }

    /** Returns the applications that a program still has to process. */
    private static Set<String> mayStayPending(State state) {
        World world = state.world();
        Set<String> sentAgain = new HashSet<>(world.table().applications().keySet());
        sentAgain.removeAll(world.table().knownAsFailed());
        return Stream.of(
                        world.table().nextCheck().isPresent() ? sentAgain : Set.<String>of(),
                        World.ids(world.queue()),
                        world.idsOfDeadLetters(),
                        world.table().parked(),
                        state.removed(),
                        state.missable())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private Set<String> strangerIds() {
        return World.ids(scenario.messages());
    }

    /** Returns the broken invariants of a step. */
    List<String> brokenBy(Contents before, Contents after) {
        if (before == after) {
            return List.of();
        }
        List<String> broken = new ArrayList<>();
        require(broken, after.isClosed() || !before.isClosed(), "a CLOSED job stays CLOSED");
        before.applications()
                .forEach((id, status) -> require(
                        broken,
                        !FINAL.contains(status)
                                || status.equals(after.applications().get(id)),
                        "who is ACCEPTED or DECLINED stays so"));
        before.items()
                .forEach((key, item) -> require(
                        broken,
                        item.equals(before.booking())
                                || Contents.isFailedDecline(item)
                                || withoutStatus(item)
                                        .equals(withoutStatus(after.items().getOrDefault(key, Map.of()))),
                        "a step changes nothing but a status"));
        return broken;
    }

    private static Map<String, AttributeValue> withoutStatus(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> rest = new HashMap<>(item);
        rest.keySet().removeAll(STATUSES);
        return rest;
    }

    /** Returns the broken invariants of a state in which no work is left. */
    List<String> brokenAtRest(State rest) {
        List<String> broken = new ArrayList<>();
        Contents table = rest.world().table();
        Set<String> pending = table.applicationsIn("PENDING");
        require(broken, rest.world().queue().isEmpty(), "the queue is empty");
        require(
                broken,
                strangerIds().containsAll(rest.world().idsOfDeadLetters()),
                "no decline of ours is a dead letter");
        require(broken, table.failedDeclines().isEmpty(), "nothing is parked");
        require(
                broken,
                !table.isClosed()
                        || pending.stream()
                                .allMatch(id -> rest.missable().contains(id)
                                        || rest.removed().contains(id)),
                "no application of a CLOSED job is PENDING");
        require(
                broken,
                !table.isClosed()
                        || rest.removed().stream().anyMatch(pending::contains)
                        || isCompleted(table.booking()),
                "the booking of a CLOSED job is COMPLETED and out of the index");
        require(
                broken,
                !table.isBookingIn("NEEDS_ATTENTION") || pending.containsAll(table.knownAsFailed()),
                "what needs attention is PENDING");
        return broken;
    }

    private static boolean isCompleted(Map<String, AttributeValue> booking) {
        return AttributeValue.fromS("COMPLETED").equals(booking.get("bookingStatus"))
                && !booking.containsKey("GSI1PK")
                && !booking.containsKey("GSI1SK")
                && !booking.containsKey("acceptedNotice");
    }

    private static void require(List<String> broken, boolean holds, String invariant) {
        if (!holds) {
            broken.add(invariant);
        }
    }
}
