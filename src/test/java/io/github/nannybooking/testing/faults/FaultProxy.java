package io.github.nannybooking.testing.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.nannybooking.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A proxy to DynamoDB or SQS with which a test injects faults that occur in production but in no emulator. It is
 * shut at first: connections to its port are refused, as while AWS is down.
 */
public final class FaultProxy implements AutoCloseable {

    static {
        // otherwise each answer waits 40 ms for the acknowledgement of its headers
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FaultPlan plan = new FaultPlan();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AwsTarget target;
    private final InetSocketAddress address;
    private Socket reservation;
    private HttpServer server;
    private volatile Duration delay = Duration.ofSeconds(3);

    public FaultProxy(URI target) {
        this.target = new AwsTarget(target);
        this.reservation = reserve(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()));
        this.address = (InetSocketAddress) reservation.getLocalSocketAddress();
    }

    public URI endpoint() {
        return URI.create("http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
    }

    /** Accepts requests from now on. */
    public synchronized FaultProxy open() {
        if (server == null) {
            try {
                reservation.close();
                server = HttpServer.create(address, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", this::handle);
            server.setExecutor(threads);
            server.start();
        }
        return this;
    }

    /** Ends all connections and refuses new ones. AWS still processes the requests that have reached it. */
    public synchronized void shut() {
        if (server != null) {
            stop();
            reservation = reserve(address);
        }
    }

    private void stop() {
        server.stop(0);
        server = null;
    }

    /** Injects this fault into the next {@code times} requests of the operation, after those injected before. */
    public void inject(Fault fault, String operation, int times) {
        plan.inject(fault, operation, times);
    }

    /** Injects this fault into all applicable requests of these operations (of all, if there are none) from now on. */
    public void failAll(Fault fault, String... operations) {
        Set<String> these = Set.of(operations);
        plan.follow((operation, number) -> Optional.of(fault)
                .filter(kind -> kind.fits(operation) && (these.isEmpty() || these.contains(operation))));
    }

    /**
     * Injects random faults into this share of the requests from now on. The seed and the number of a request of an
     * operation, counted from now, determine its fault.
     *
     * @param rate  from 0 to 1
     * @param kinds the faults to choose from, all applicable ones if there are none
     */
    public void injectRandomly(long seed, double rate, Fault... kinds) {
        Set<Fault> these = kinds.length == 0 ? EnumSet.allOf(Fault.class) : Set.of(kinds);
        plan.follow(new RandomFaults(seed, rate, these)::at);
    }

    /** Sets the delay of {@link Fault#DELAY} and {@link Fault#SILENCE}. The default is 3 s, longer than the timeout of an attempt. */
    public void delayBy(Duration delay) {
        this.delay = delay;
    }

    /** Injects no more faults. */
    public void heal() {
        plan.heal();
    }

    /** Returns the number of injected faults of each kind. */
    public Map<Fault, Integer> faults() {
        return plan.faults();
    }

    /** Returns the number of received requests of the operation, with and without a fault. */
    public int requests(String operation) {
        return plan.requests(operation);
    }

    private void handle(HttpExchange exchange) throws IOException {
        // closing without an answer ends the connection
        try (exchange) {
            AwsRequest request = AwsRequest.read(exchange);
            Optional<Fault> fault = plan.forNext(request.operation());
            Optional<AwsAnswer> answer =
                    fault.isPresent() ? spoil(request, fault.get()) : Optional.of(target.send(request));
            if (answer.isPresent()) {
                answer.get().send(exchange);
            }
        }
    }

    private Optional<AwsAnswer> spoil(AwsRequest request, Fault fault) throws IOException {
        return switch (fault) {
            case REFUSE -> Optional.of(AwsErrors.internal(request));
            case UNAVAILABLE -> Optional.of(AwsErrors.unavailable(request));
            case THROTTLE -> Optional.of(AwsErrors.throttled(request));
            case CONFLICT -> Optional.of(AwsErrors.transactionConflict(request));
            case IN_PROGRESS -> Optional.of(AwsErrors.transactionInProgress(request));
            case RESET -> Optional.empty();
            case LOSE_ANSWER -> {
                target.send(request);
                yield Optional.empty();
            }
            case SILENCE -> late(Optional.empty());
            case DELAY -> late(Optional.of(target.send(request)));
            case REFUSE_HALF -> Optional.of(new HalfBatch(request).sendTo(target));
        };
    }

    private Optional<AwsAnswer> late(Optional<AwsAnswer> answer) {
        try {
            return closed.await(delay.toMillis(), TimeUnit.MILLISECONDS) ? Optional.empty() : answer;
        } catch (InterruptedException e) {
            return Optional.empty();
        }
    }

    /** A bound socket that does not listen: it reserves the port, and connections to it are refused. */
    private static Socket reserve(InetSocketAddress address) {
        try {
            Socket socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            // without a reservation, which fails if another program has the port already
            stop();
        }
        closed.countDown();
        target.close();
        threads.shutdownNow();
        try {
            reservation.close();
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A request is still under way");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
