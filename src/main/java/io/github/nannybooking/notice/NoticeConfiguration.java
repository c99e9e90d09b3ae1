package io.github.nannybooking.notice;

import io.github.nannybooking.platform.headers.HeaderAllowList;
import io.github.nannybooking.platform.settings.SettingsGroup;
import io.github.nannybooking.platform.threads.ThreadPools;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans of the notice routes. */
public final class NoticeConfiguration implements CamelConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeConfiguration.class);

    /** The maximum number of waiting notices; each keeps a booking with all its applications in memory. */
    private static final int MAX_WAITING = 100;

    /** Sends no headers with a notice; Camel sets the Content-Type itself. */
    @BindToRegistry
    public HeaderFilterStrategy noHeaders() {
        return HeaderAllowList.out();
    }

    /**
     * The threads that notify accepted applicants, so that bookings do not wait. If the pool is full, the next check of the
     * booking retries the notice; the rejection policies of Camel's own pools would fail or delay the booking.
     */
    @BindToRegistry(destroyMethod = "shutdownNow")
    public ExecutorService noticeThreads(CamelContext context, SettingsGroup settings) {
        ThreadPoolExecutor threads = ThreadPools.fixed(
                settings.number("notice.threads"),
                new LinkedBlockingQueue<>(MAX_WAITING),
                task -> context.getExecutorServiceManager().newThread("notices", task));
        threads.setRejectedExecutionHandler((task, pool) ->
                LOG.warn("The notice threads are busy; the next check of the booking retries the notice"));
        return threads;
    }
}
