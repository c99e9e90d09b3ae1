package io.github.nannybooking.testing.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
 * A way to DynamoDB or SQS on which a test lets things go wrong as they do in production, and no emulator does. It is
 * shut at first: connections to its port are refused, as while AWS is down.
 */
public final class FaultProxy implements AutoCloseable {

    static {
        // else each answer waits 40 ms for the acknowledgement of its headers
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
        this.reservation = reserve(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = (InetSocketAddress) reservation.getLocalSocketAddress();
    }

    public URI endpoint() {
        return URI.create("http://%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
    }

    /** Lets requests through from now on. */
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

    /** Closes all connections and refuses new ones; AWS still processes the requests that have reached it. */
    public synchronized void shut() {
        if (server != null) {
            server.stop(0);
            server = null;
            reservation = reserve(address);
        }
    }

    /** The next {@code times} requests of the operation get this fault, after those injected before. */
    public void inject(Fault fault, String operation, int times) {
        plan.inject(fault, operation, times);
    }

    /** From now on all requests of these operations (of all, if none is named) that it fits get this fault. */
    public void failAll(Fault fault, String... operations) {
        Set<String> these = Set.of(operations);
        plan.follow((operation, number) -> Optional.of(fault)
                .filter(kind -> kind.fits(operation) && (these.isEmpty() || these.contains(operation))));
    }

    /**
     * From now on this share of the requests gets a fault. Which of an operation's requests, counted from now, gets
     * which fault is the same for the same seed.
     *
     * @param rate  from 0 to 1
     * @param kinds those to choose from; all that fit, if none is named
     */
    public void injectRandomly(long seed, double rate, Fault... kinds) {
        Set<Fault> these = kinds.length == 0 ? EnumSet.allOf(Fault.class) : Set.of(kinds);
        plan.follow(new RandomFaults(seed, rate, these)::at);
    }

    /** How late the answer comes with {@link Fault#DELAY}: 3 s, longer than an attempt may take, if not said. */
    public void delayBy(Duration delay) {
        this.delay = delay;
    }

    /** No more faults. */
    public void heal() {
        plan.heal();
    }

    /** How many requests got which fault until now. */
    public Map<Fault, Integer> faults() {
        return plan.faults();
    }

    /** How many requests of the operation came until now, with and without a fault. */
    public int requests(String operation) {
        return plan.requests(operation);
    }

    private void handle(HttpExchange exchange) throws IOException {
        // closed with no answer sent, it ends the connection
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
            case DELAY -> late(target.send(request));
            case REFUSE_HALF -> Optional.of(new HalfBatch(request).sendTo(target));
        };
    }

    private Optional<AwsAnswer> late(AwsAnswer answer) {
        try {
            return closed.await(delay.toMillis(), TimeUnit.MILLISECONDS) ? Optional.empty() : Optional.of(answer);
        } catch (InterruptedException e) {
            return Optional.empty();
        }
    }

    /** Binds the port without listening: no other program gets the port, and each connection to it is refused. */
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
        shut();
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
