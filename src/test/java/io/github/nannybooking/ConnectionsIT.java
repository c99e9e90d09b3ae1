package io.github.nannybooking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.LogLines;
import io.github.nannybooking.testing.RawConnection;
import io.github.nannybooking.testing.TestApp;
import io.github.nannybooking.testing.TestAws;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Tests that callers without a token cannot use up the memory with connections, or with answers that they do not read. */
@Isolated("measures the memory of the JVM")
class ConnectionsIT {

    private static final int MIB = 1024 * 1024;
    private static final String FILE = "/docs/swagger-ui-bundle.js";

    private final List<RawConnection> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(RawConnection::close);
    }

    @Test
    void should_bound_the_memory_and_time_of_hundreds_of_callers_that_do_not_read_their_answer() {
        try (TestApp app = start(Map.of(
                "booking.max-connections-per-address", "1000",
                "booking.request-timeout", "5000",
                "booking.aws.budget", "500",
                "booking.idle-timeout", "600"))) {
            String file = app.caller().get(FILE).body();
            long direct = usedDirectMemory();
            long heap = usedHeap();

            for (int i = 0; i < 300; i++) {
                open(app, "127.0.0.1").send(get(FILE)).read(1);
            }

            assertThat(usedDirectMemory() - direct).isLessThan(300 * 64 * 1024);
            assertThat(usedHeap() - heap).isLessThan(20 * MIB);
            assertThat(app.caller().get(FILE).body().equals(file)).isTrue();
            await().until(() -> closed(app, "request-timeout") == 300);
            // all that the system has kept for them
            assertThat(opened).allMatch(connection -> connection.readToEnd().length() < file.length() / 4);
        }
    }

    @Test
    void should_close_the_connection_of_a_caller_that_sends_requests_and_reads_no_answers() {
        try (TestApp app = start(Map.of("booking.max-unread-bytes", "4096"))) {
            open(app, "127.0.0.1").awaitRefusalOf(get("/nowhere").repeat(100));

            assertThat(closed(app, "max-unread-bytes")).isEqualTo(1);
        }
    }

    @Test
    void should_limit_the_connections_of_an_address_and_of_all_but_not_those_of_operators() {
        try (LogLines log = new LogLines("io.github.nannybooking.platform.http.server");
                TestApp app = start(Map.of(
                        "booking.max-connections", "10",
                        "booking.max-connections-per-address", "6"))) {
            for (int i = 0; i < 6; i++) {
                assertThat(statusOf("/docs", open(app, "127.0.0.1"))).isEqualTo("HTTP/1.1 200");
            }
            assertThat(open(app, "127.0.0.1").readToEnd()).isEmpty();
            assertThat(closed(app, "max-connections-per-address")).isEqualTo(1);

            for (int i = 0; i < 4; i++) {
                assertThat(statusOf("/docs", open(app, "127.0.0.2"))).isEqualTo("HTTP/1.1 200");
            }
            assertThat(open(app, "127.0.0.3").readToEnd()).isEmpty();
            assertThat(closed(app, "max-connections")).isEqualTo(1);
            assertThat(log.all())
                    .anyMatch(line ->
                            line.matches("DEBUG Closed a connection of 127.0.0.3:\\d+: over max-connections null"));
            RawConnection operator = new RawConnection(app.caller().managementPort());
            opened.add(operator);
            assertThat(statusOf("/observe/health/live", operator)).isEqualTo("HTTP/1.1 200");

            opened.get(0).close();

            await().ignoreExceptions()
                    .until(() -> statusOf("/docs", open(app, "127.0.0.3")).equals("HTTP/1.1 200"));
        }
    }

    @Test
    void should_not_limit_the_connections_of_a_trusted_proxy_as_those_of_one_address() {
        try (TestApp app =
                start(Map.of("booking.max-connections-per-address", "1", "booking.trusted-proxies", "127.0.0.2/32"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(statusOf("/docs", open(app, "127.0.0.2"))).isEqualTo("HTTP/1.1 200");
            }
            assertThat(closed(app, "max-connections-per-address")).isZero();
        }
    }

    private static String statusOf(String path, RawConnection connection) {
        return connection.send(get(path)).read(12);
    }

    private static String get(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
    }

    private static TestApp start(Map<String, String> settings) {
        return TestApp.start(TestAws.shared().newResources(), settings);
    }

    private RawConnection open(TestApp app, String from) {
        RawConnection connection = new RawConnection(app.caller().port(), from);
        opened.add(connection);
        return connection;
    }

    /** Returns the number of connections in the metric. */
    private static int closed(TestApp app, String limit) {
        return app.caller()
                .management("/observe/metrics")
                .lines()
                .filter(line -> line.startsWith("booking_connections_closed_total{limit=\"" + limit + "\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static long usedDirectMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
