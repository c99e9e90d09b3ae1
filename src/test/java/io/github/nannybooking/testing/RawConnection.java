package io.github.nannybooking.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which a test sends any bytes, including those that HTTP clients do not support. */
public final class RawConnection implements AutoCloseable {

    private final Socket socket;

    public RawConnection(int port) {
        this(port, "127.0.0.1");
    }

    /** @param from the own address, one of the loopback addresses */
    public RawConnection(int port, String from) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
            socket.setSoTimeout(30_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawConnection send(String bytes) {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends continuously without reading until the server has closed the connection. */
    public void awaitRefusalOf(String bytes) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    try {
                        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                        return false;
                    } catch (IOException closed) {
                        return true;
                    }
                });
    }

    /** Reads bytes, and waits for the first one. Returns an empty text if the server has closed the connection. */
    public String read(int atMost) {
        try {
            byte[] bytes = new byte[atMost];
            return new String(bytes, 0, Math.max(0, socket.getInputStream().read(bytes)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until the server closes the connection, and fails if it does not. */
    public String readToEnd() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
