package io.github.nannybooking.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A way to AWS that can be opened: before that, connections to its port are refused, as while AWS is down. */
public final class Relay implements AutoCloseable {

    private final URI target;
    private final int port = FreePorts.next();
    private ServerSocket listener;

    public Relay(URI target) {
        this.target = target;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void open() throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket caller = listener.accept();
                Socket aws = new Socket(target.getHost(), target.getPort());
                start(() -> pump(caller, aws));
                start(() -> pump(aws, caller));
            }
        });
    }

    private interface Transfer {
        void run() throws IOException;
    }

    private static void start(Transfer transfer) {
        Thread thread = new Thread(() -> {
            try {
                transfer.run();
            } catch (IOException closed) {
                // one of its ends was closed: nothing is left to transfer
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    @Override
    public void close() {
        try {
            if (listener != null) {
                listener.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
