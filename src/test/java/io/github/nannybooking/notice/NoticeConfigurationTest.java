package io.github.nannybooking.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nannybooking.testing.TestSettings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class NoticeConfigurationTest {

    @Test
    void should_send_as_many_notices_at_once_as_there_are_threads() throws InterruptedException {
        ExecutorService threads = new NoticeConfiguration()
                .noticeThreads(new DefaultCamelContext(), TestSettings.with("booking.notice.threads", "2"));
        CountDownLatch sent = new CountDownLatch(3);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        IntStream.range(0, 3)
                .forEach(i -> threads.execute(() -> {
                    underWay.incrementAndGet();
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    sent.countDown();
                }));

        await().untilAsserted(() -> assertThat(underWay).hasValue(2));
        answer.countDown();
        sent.await();

        assertThat(underWay).hasValue(3);
        threads.shutdown();
    }
}
