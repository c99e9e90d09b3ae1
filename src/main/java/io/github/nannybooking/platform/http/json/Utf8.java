package io.github.nannybooking.platform.http.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Decodes strictly, while Java and Vert.x replace invalid UTF-8 by a replacement character. */
public final class Utf8 {

    private Utf8() {}

    /** @throws IllegalArgumentException if the bytes are not valid UTF-8 */
    public static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Decodes a name or a value of a query.
     *
     * @param encoded with one character for each byte, as the HTTP server provides it
     * @throws IllegalArgumentException if it can't be decoded
     */
    public static String decodeUrl(String encoded) {
        return decode(URLDecoder.decode(encoded, ISO_8859_1).getBytes(ISO_8859_1));
    }

    public static boolean isDecodable(String encoded) {
        try {
            decodeUrl(encoded);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
