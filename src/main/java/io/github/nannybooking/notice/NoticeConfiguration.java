package io.github.nannybooking.notice;

import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.github.nannybooking.platform.settings.SettingsGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans of the routes that send notices. */
public final class NoticeConfiguration implements CamelConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeConfiguration.class);

    /** The most notices that wait for a thread; each holds a booking with all its applications. */
    private static final int MAX_WAITING = 100;

    /** A notice is sent with its body and the Content-Type of Camel, and with no other header. */
    @BindToRegistry
    public HeaderFilterStrategy noHeaders() {
        return HeaderAllowList.out();
    }

    /**
     * The threads that notify accepted applicants, so that no caller waits for it. When all are busy and the queue is full,
     * the booking's next check retries the notice; Camel's own pools would make the booking fail, or wait.
     */
    @BindToRegistry(destroyMethod = "shutdownNow")
    public ExecutorService noticeThreads(CamelContext context, SettingsGroup settings) {
        int atOnce = settings.number("notice.threads");
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(MAX_WAITING),
                task -> context.getExecutorServiceManager().newThread("notices", task),
                (task, pool) ->
                        LOG.warn("Too many notices are in progress; the next check of the booking retries one"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
