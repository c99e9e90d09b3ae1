package io.github.nannybooking.testing.ledger;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.github.nannybooking.testing.TestQueue;
import io.github.nannybooking.testing.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records what a test wrote, the answers and what it read, so that the test can check in the end whether anything was lost. */
public final class Ledger {

    private final TestTable table;
    private final TestQueue queue;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final Queue<PostedJob> jobs = new ConcurrentLinkedQueue<>();
    private final Queue<BookingAnswer> answers = new ConcurrentLinkedQueue<>();
    private final Map<TableContents.Key, String> seenFinal = new ConcurrentHashMap<>();

    public Ledger(TestTable table, TestQueue queue) {
        this.table = table;
        this.queue = queue;
    }

    /** Puts an OPEN job with so many PENDING applications into the table. */
    public PostedJob postJob(int applications) {
        int number = numbers.incrementAndGet();
        String id = "job-" + number;
        String username = "parent-" + number;
        Map<String, Map<String, AttributeValue>> items = table
                .putApplications(
                        id,
                        IntStream.range(0, applications).mapToObj(i -> "a" + i).toList(),
                        Map.of())
                .stream()
                .collect(toMap(item -> item.get("id").s(), item -> item));
        PostedJob job = new PostedJob(username, id, table.putJob(username, id), items);
        jobs.add(job);
        return job;
    }

    /** @param status of the answer, empty if the answer was lost */
    public void answered(PostedJob job, String applicationId, OptionalInt status) {
        status.ifPresentOrElse(
                known -> answers.add(new BookingAnswer(job, applicationId, known)), lostAnswers::incrementAndGet);
    }

    /** Remembers which statuses are final by now; called between, it finds what is undone before the end. */
    public void lookAtTable() {
        remember(contents());
    }

    private void remember(TableContents contents) {
        contents.finalStatuses().forEach(seenFinal::putIfAbsent);
    }

    /** What is not (yet) as it must be when all is settled, in lines that name the jobs; empty if all is well. */
    public List<String> findings() {
        TableContents contents = contents();
        remember(contents);
        List<String> findings = new ArrayList<>(new Audit(contents, jobs).findings(answers, seenFinal));
        int messages = queue.size();
        if (messages > 0) {
            findings.add("the queue still holds %d messages".formatted(messages));
        }
        return findings;
    }

    public long bookedJobs() {
        return answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(BookingAnswer::job)
                .distinct()
                .count();
    }

    public Map<Integer, Long> answersByStatus() {
        return answers.stream().collect(groupingBy(BookingAnswer::status, TreeMap::new, counting()));
    }

    public int lostAnswers() {
        return lostAnswers.get();
    }

    public long declines() {
        return seenFinal.values().stream().filter("DECLINED"::equals).count();
    }

    private TableContents contents() {
        return TableContents.of(table.items());
    }
}
