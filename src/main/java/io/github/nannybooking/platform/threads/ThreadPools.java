package io.github.nannybooking.platform.threads;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Creates pools of threads with queues or rejections of their own, which Camel's thread pool profiles do not have. */
public final class ThreadPools {

    private ThreadPools() {}

    /**
     * Returns a pool of up to {@code count} threads, which end after a minute without work. It rejects work when all threads
     * are busy and the queue is full.
     *
     * @param count   from 1
     * @param waiting the queue of the work that waits for a thread
     */
    public static ThreadPoolExecutor fixed(int count, BlockingQueue<Runnable> waiting, ThreadFactory factory) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(count, count, 1, TimeUnit.MINUTES, waiting, factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
