package io.github.nannybooking.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports without a listener, each returned once. They lie below the default ranges for outgoing connections, since an
 * outgoing connection might take a port before the test listens on it.
 */
public final class FreePorts {

    /** Each JVM of a build has its own range of ports, by the system property {@code test.fork}, from 1. */
    private static final int FORKS = 8;

    private static final int COUNT = 12_000 / FORKS;
    private static final int FIRST = 20_000 + Integer.getInteger("test.fork", 1) % FORKS * COUNT;

    /** A random start, since another build may run on the same machine. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    public static int next() {
        int port = FIRST + NEXT.getAndIncrement() % COUNT;
        return isFree(port) ? port : next();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
