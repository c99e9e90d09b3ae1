package io.github.nannybooking.platform.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads bytes as UTF-8 and nothing else, as
 * <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259, 8.1</a> wants it. Jackson would guess UTF-16 and
 * UTF-32, and take overlong forms and surrogates: what somebody in front of us has checked would then be another text.
 */
public final class Utf8JsonFactory extends JsonFactory {

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
        // a decoder that is handed over reports what is malformed; one by the charset's name would replace it
        return _createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), context);
    }

    @Override
    protected JsonParser _createParser(byte[] bytes, int offset, int length, IOContext context) throws IOException {
        return _createParser(new ByteArrayInputStream(bytes, offset, length), context);
    }
}
