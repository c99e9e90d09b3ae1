package io.github.nannybooking.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.nannybooking.job.Jobs;
import io.github.nannybooking.platform.http.problem.ProblemException;
import io.github.nannybooking.table.Table;
import io.github.nannybooking.testing.NeedsIsolatedWrites;
import io.github.nannybooking.testing.Resources;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import io.github.nannybooking.testing.TestTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ApplicationTransactionIT {

    private static final TestAws AWS = TestAws.shared();

    private final Resources resources = AWS.newResources();
    private final TestTable table = new TestTable(AWS.dynamoDb(), resources.table());
    private final ApplicationTransaction applications = new ApplicationTransaction(
            new Table(AWS.dynamoDb(), resources.table()),
            new Jobs(new Table(AWS.dynamoDb(), resources.table())),
            Clock.fixed(Instant.ofEpochSecond(1795000000), ZoneOffset.UTC));

    @Test
    void should_write_an_application_like_the_marketplace() {
        table.putJob("maria", "j1");

        applications.apply(new NewApplication("j1", "a1", "nanny-a1"), null);

        assertThat(table.application("j1", "a1")).isEqualTo(table.putApplication("j1", "a1", "PENDING", Map.of()));
    }

    @Test
    void should_refuse_a_job_that_does_not_exist() {
        assertRefused("j1", "a1", 404, "No such job");
    }

    @Test
    void should_refuse_a_job_that_is_closed() {
        table.putJob("maria", "j1", "CLOSED");

        assertRefused("j1", "a1", 409, "Job not open");
    }

    @Test
    void should_refuse_an_existing_id_and_not_change_its_application() {
        table.putJob("maria", "j1");
        Map<String, AttributeValue> before = table.putApplication("j1", "a1", "DECLINED", Map.of());

        assertRefused("j1", "a1", 409, "Already applied");

        assertThat(table.application("j1", "a1")).isEqualTo(before);
    }

    private void assertRefused(String jobId, String id, int status, String title) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> applications.apply(new NewApplication(jobId, id, "nanny"), null))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(status);
                    assertThat(refused.problem().title()).isEqualTo(title);
                });
    }

    @Test
    @NeedsIsolatedWrites
    void should_leave_no_application_pending_when_the_job_is_booked_concurrently() throws Exception {
        table.putJob("maria", "j1");
        table.putApplication("j1", "chosen", "PENDING", Map.of());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (TestApp app = TestApp.start(
                resources, Map.of("booking.reconcile.interval", "1", "booking.reconcile.first-check", "1"))) {
            List<Callable<Boolean>> applicants = IntStream.range(0, 100)
                    .mapToObj(i -> (Callable<Boolean>) () -> hasApplied("late-" + i))
                    .toList();
            Callable<Boolean> booking =
                    () -> app.caller().book("maria", "j1", "chosen").statusCode() == 200;

            List<Callable<Boolean>> all = Stream.of(
                            applicants.subList(0, 20), List.of(booking), applicants.subList(20, 100))
                    .flatMap(List::stream)
                    .toList();
            long succeeded = 0;
            for (Future<Boolean> result : threads.invokeAll(all)) {
                succeeded += result.get() ? 1 : 0;
            }

            long declined = succeeded - 1;
            assertThat(declined).isBetween(1L, 99L);
            Awaitility.await().untilAsserted(() -> assertThat(table.applicationsByStatus("j1"))
                    .isEqualTo(Map.of("ACCEPTED", 1L, "DECLINED", declined)));
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean hasApplied(String id) {
        try {
            applications.apply(new NewApplication("j1", id, "nanny-" + id), null);
            return true;
        } catch (ProblemException closed) {
            return false;
        }
    }
}
