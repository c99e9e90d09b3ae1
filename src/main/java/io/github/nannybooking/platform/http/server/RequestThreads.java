package io.github.nannybooking.platform.http.server;

import io.github.nannybooking.platform.aws.RequestBudget;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.threads.ThreadPools;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the routes that answer requests. Camel would run them in the worker threads of Vert.x, whose queue is unbounded and
 * which the management server uses, too: while AWS is silent, a probe of liveness would wait behind all requests.
 *
 * <p>The budget of a request begins when the whole request has arrived, so it includes the time that the request waits for a
 * thread. A route does not begin when this time is over, the caller has disconnected, or too many requests wait. It would
 * do work that nobody waits for, and callers repeat what is answered with 503.
 */
final class RequestThreads {

    private static final Logger LOG = LoggerFactory.getLogger(RequestThreads.class);

    private static final String REQUEST = "request";
    private static final long WARNING_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** One of so many parts of the budget remains to send the answer. */
    private static final int PARTS = 20;

    private final ThreadPoolExecutor threads;
    private final RequestBudget budget;
    private final Duration time;
    private final ProblemWriter problems;

    /** Only the event loop of the server accesses it. */
    private long nextWarning = System.nanoTime();

    /** @param threads rejects work when its queue is full */
    RequestThreads(ThreadPoolExecutor threads, RequestBudget budget, ProblemWriter problems) {
        this.threads = threads;
        this.budget = budget;
        this.time = budget.whole().minus(budget.whole().dividedBy(PARTS));
        this.problems = problems;
    }

    /**
     * Returns threads that begin with the newest work. In an overload the oldest requests have hardly any time left, so
     * that none would be answered in time if they were first.
     *
     * @param count   from 1
     * @param waiting the maximum number of requests that wait for a thread, from 0
     */
    static ThreadPoolExecutor pool(int count, int waiting, ThreadFactory factory) {
        return ThreadPools.fixed(count, waiting == 0 ? new SynchronousQueue<>() : new NewestFirst(waiting), factory);
    }

    private static final class NewestFirst extends LinkedBlockingDeque<Runnable> {

        NewestFirst(int capacity) {
            super(capacity);
        }

        @Override
        public boolean offer(Runnable work) {
            return offerFirst(work);
        }
    }

    /** Begins no more work, and interrupts what runs. */
    void stop() {
        threads.shutdownNow();
    }

    /** Stores a request of the main server in its Vert.x context, from which {@link #take} returns it. */
    static void store(RoutingContext request) {
        request.vertx().getOrCreateContext().putLocal(REQUEST, request);
    }

    /** Returns the request of this context when its route is to run; null otherwise, as when Camel reads its answer. */
    static RoutingContext take(ContextInternal context) {
        if (context == null) {
            return null;
        }
        RoutingContext request = context.getLocal(REQUEST);
        context.removeLocal(REQUEST);
        return request;
    }

    /** Returns the result of {@code route}. It does not complete if the route does not begin, as the request is answered here. */
    <T> Future<T> run(RoutingContext request, ContextInternal context, Callable<T> route) {
        Promise<T> result = context.promise();
        long arrival = System.nanoTime();
        Runnable work = () -> {
            budget.begin(time.minusNanos(System.nanoTime() - arrival));
            try {
                result.complete(route.call());
            } catch (Throwable e) {
                // an Error as well: the caller would wait in vain
                result.fail(e);
            } finally {
                budget.end();
            }
        };
        try {
            threads.execute(work);
            skipWhenLate(request, context.owner(), work);
        } catch (RejectedExecutionException full) {
            warn();
            problems.refuse(
                    request.request(), Problem.serviceUnavailable("too many requests; send the same request again"));
        }
        return result.future();
    }

    /** Removes the work from the queue when its time is over, or its request has ended without it. */
    private void skipWhenLate(RoutingContext request, Vertx vertx, Runnable work) {
        long timer = vertx.setTimer(time.toMillis(), late -> {
            if (threads.remove(work)) {
                warn();
                problems.refuse(
                        request.request(),
                        Problem.serviceUnavailable(
                                "this waits too long for other requests; send the same request again"));
            }
        });
        request.addEndHandler(ended -> {
            vertx.cancelTimer(timer);
            threads.remove(work);
        });
    }

    /** Once a minute: under overload, a line for each request would fill the log. */
    private void warn() {
        if (System.nanoTime() - nextWarning >= 0) {
            nextWarning = System.nanoTime() + WARNING_NANOS;
            LOG.warn(
                    "All {} request threads are busy and {} requests wait; others are answered with 503",
                    threads.getMaximumPoolSize(),
                    threads.getQueue().size());
        }
    }
}
