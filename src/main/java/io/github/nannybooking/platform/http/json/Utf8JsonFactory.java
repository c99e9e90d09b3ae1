package io.github.nannybooking.platform.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads bytes only as UTF-8, as
 * <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259, 8.1</a> requires. Jackson detects UTF-16 and
 * UTF-32, and accepts overlong forms and surrogates: a proxy in front of the application may have checked another text.
 */
public final class Utf8JsonFactory extends JsonFactory {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /** @throws ProblemException if the bytes are compressed by gzip, which are no text in any encoding */
    @Override
    protected JsonParser _createParser(InputStream bytes, IOContext context) throws IOException {
        PushbackInputStream in = new PushbackInputStream(bytes, GZIP.length);
        byte[] start = in.readNBytes(GZIP.length);
        if (Arrays.equals(start, GZIP)) {
            throw new ProblemException(Problem.invalidRequest("the body is compressed by gzip: send it uncompressed"));
        }
        in.unread(start);
        // a reader with a decoder reports malformed input; one with a charset would replace it
        return _createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), context);
    }

    @Override
    protected JsonParser _createParser(byte[] bytes, int offset, int length, IOContext context) throws IOException {
        return _createParser(new ByteArrayInputStream(bytes, offset, length), context);
    }
}
