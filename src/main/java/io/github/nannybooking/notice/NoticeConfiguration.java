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

/** The beans of the routes that tell somebody something. */
public final class NoticeConfiguration implements CamelConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeConfiguration.class);

    /** So many wait for a thread; each holds a booking with all its applications. */
    private static final int MAX_WAITING = 100;

    /** Nothing but the body, whose Content-Type Camel tells by itself, reaches whoever is told. */
    @BindToRegistry
    public HeaderFilterStrategy noHeaders() {
        return HeaderAllowList.out();
    }

    /**
     * The threads that tell accepted applicants, so that nobody else waits for it. What they can't take is left to the
     * booking's next check; Camel's own pools would let the booking fail, or wait.
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
                (task, pool) -> LOG.warn("Too many notices are under way; one is left to the next check"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
