package io.github.nannybooking.platform.http.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nannybooking.platform.http.json.Utf8;
import java.util.Base64;

/** The end of a page of a list, for callers: the position of its last item in Base64 for URLs. */
public final class Cursor {

    /** The message for a cursor that is no position of its list. */
    public static final String INVALID = "must be one that was answered as next";

    private Cursor() {}

    public static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
    }

    /**
     * The encoded position, which the caller must validate; empty if the cursor is not Base64 of UTF-8.
     *
     * @param cursor null for the first page, then the position is null
     */
    public static String decode(String cursor) {
        try {
            return cursor == null ? null : Utf8.decode(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
