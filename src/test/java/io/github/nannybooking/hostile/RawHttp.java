package io.github.nannybooking.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends bytes unchanged, which no HTTP client does, and reads the whole response until the server closes the connection. */
final class RawHttp {

    private static final int TIMEOUT_MILLIS = 20_000;

    private RawHttp() {}

    static List<Answer> send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(request);
            } catch (IOException refusedBeforeItsEnd) {
                // the answer is there all the same
            }
            return answers(readAll(socket));
        }
    }

    /** Ends the output after the first complete answer, so that a server that waits for more also closes the connection. */
    private static byte[] readAll(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8_192];
        try {
            int count;
            while ((count = socket.getInputStream().read(some)) >= 0) {
                all.write(some, 0, count);
                if (!socket.isOutputShutdown()
                        && Answer.first(all.toString(ISO_8859_1)).isPresent()) {
                    socket.shutdownOutput();
                }
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("the server keeps the connection, after " + all.toString(ISO_8859_1), e);
        } catch (IOException reset) {
            // the server closes the connection when it has not read the whole request
        }
        return all.toByteArray();
    }

    private static List<Answer> answers(byte[] received) {
        String rest = new String(received, ISO_8859_1);
        List<Answer> answers = new ArrayList<>();
        for (Optional<Answer> next = Answer.first(rest); next.isPresent(); next = Answer.first(rest)) {
            answers.add(next.get());
            rest = rest.substring(next.get().length());
        }
        assertThat(rest).as("what is no answer").isEmpty();
        return answers;
    }
}
