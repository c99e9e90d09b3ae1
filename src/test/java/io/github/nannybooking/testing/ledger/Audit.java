package io.github.nannybooking.testing.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.github.nannybooking.testing.ledger.TableContents.Key;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares a table with what was written into it and answered, and reports each job that is not as it must be. */
final class Audit {

    private final TableContents contents;
    private final List<JobNow> jobs;

    Audit(TableContents contents, Collection<PostedJob> jobs) {
        this.contents = contents;
        this.jobs = jobs.stream().map(this::now).toList();
    }

    /** A job and what became of its applications, their ids by their status. */
    private record JobNow(PostedJob job, String status, Map<String, Set<String>> applications) {

        Set<String> in(String applicationStatus) {
            return applications.getOrDefault(applicationStatus, Set.of());
        }

        boolean is(String expected) {
            return status.equals(expected);
        }

        boolean isBookedWith(String applicationId) {
            return is("CLOSED") && in("ACCEPTED").equals(Set.of(applicationId));
        }

        @Override
        public String toString() {
            return "%s is %s with %s".formatted(job.id(), status, applications);
        }
    }

    private JobNow now(PostedJob job) {
        Map<String, Set<String>> applications = job.applicationIds().stream()
                .collect(groupingBy(
                        id -> contents.status(Key.of(job.applications().get(id))),
                        TreeMap::new,
                        mapping(id -> id, toSet())));
        return new JobNow(job, contents.status(Key.of(job.item())), applications);
    }

    /** Each in a line, what was lost before anything else. */
    List<String> findings(Collection<BookingAnswer> answers, Map<Key, String> seenFinal) {
        return Stream.of(
                        of(jobs, Audit::leftPending),
                        of(jobs, Audit::closedWithoutOneAccepted),
                        of(jobs, Audit::openButTouched),
                        of(answers, this::brokenPromise),
                        seenFinal.entrySet().stream().flatMap(seen -> undone(seen.getKey(), seen.getValue())),
                        jobs.stream().flatMap(now -> written(now.job()).flatMap(this::changed)),
                        strangers(),
                        of(jobs, this::bookingNotCompleted))
                .flatMap(findings -> findings)
                .toList();
    }

    private static <T> Stream<String> of(Collection<T> subjects, Function<T, Stream<String>> check) {
        return subjects.stream().flatMap(check);
    }

    private static Stream<String> leftPending(JobNow now) {
        return now.is("CLOSED") && !now.in("PENDING").isEmpty() ? Stream.of("left PENDING: " + now) : Stream.empty();
    }

    private static Stream<String> closedWithoutOneAccepted(JobNow now) {
        return now.is("CLOSED") && now.in("ACCEPTED").size() != 1
                ? Stream.of("not one ACCEPTED: " + now)
                : Stream.empty();
    }

    private static Stream<String> openButTouched(JobNow now) {
        return !now.is("CLOSED")
                        && !now.in("PENDING").equals(now.job().applications().keySet())
                ? Stream.of("touched though not CLOSED: " + now)
                : Stream.empty();
    }

    private Stream<String> brokenPromise(BookingAnswer answer) {
        JobNow now = now(answer.job());
        boolean booked = now.isBookedWith(answer.applicationId());
        return switch (answer.status()) {
            case 200 -> booked ? Stream.empty() : Stream.of("answered 200 for " + answer.applicationId() + ": " + now);
            case 409 -> booked ? Stream.of("answered 409 for " + answer.applicationId() + ": " + now) : Stream.empty();
            default -> Stream.empty();
        };
    }

    private Stream<String> undone(Key key, String seen) {
        String status = contents.status(key);
        return status.equals(seen) ? Stream.empty() : Stream.of("%s was %s and is %s".formatted(key, seen, status));
    }

    private Stream<String> changed(Map<String, AttributeValue> written) {
        Map<String, AttributeValue> found = contents.get(Key.of(written));
        return TableContents.withoutStatus(found).equals(TableContents.withoutStatus(written))
                ? Stream.empty()
                : Stream.of("written as %s, but is %s".formatted(written, found));
    }

    private Stream<String> strangers() {
        Set<Key> strangers = new HashSet<>(contents.items().keySet());
        jobs.forEach(now -> {
            written(now.job()).map(Key::of).forEach(strangers::remove);
            if (now.is("CLOSED")) {
                strangers.remove(Key.ofBooking(now.job()));
            }
        });
        return strangers.stream().map(key -> "an item that the test did not write: " + contents.get(key));
    }

    private static Stream<Map<String, AttributeValue>> written(PostedJob job) {
        return Stream.concat(Stream.of(job.item()), job.applications().values().stream());
    }

    private Stream<String> bookingNotCompleted(JobNow now) {
        Map<String, AttributeValue> booking = contents.get(Key.ofBooking(now.job()));
        return now.is("CLOSED") && !isCompleted(now, booking)
                ? Stream.of("booking not completed: %s, its record is %s".formatted(now, booking))
                : Stream.empty();
    }

    private static boolean isCompleted(JobNow now, Map<String, AttributeValue> booking) {
        return has(booking, "bookingStatus", "COMPLETED")
                && has(booking, "jobId", now.job().id())
                && has(booking, "username", now.job().username())
                && now.in("ACCEPTED").stream().allMatch(id -> has(booking, "acceptedApplicationId", id))
                && !booking.containsKey("GSI1PK")
                && !booking.containsKey("GSI1SK")
                && !booking.containsKey("acceptedNotice");
    }

    private static boolean has(Map<String, AttributeValue> item, String attribute, String value) {
        return AttributeValue.fromS(value).equals(item.get(attribute));
    }
}
