package io.github.nannybooking.platform.http.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.nannybooking.platform.http.json.Utf8;
import java.util.Base64;

/** Where a page of a list ended, as callers get it: the position of its last item, in Base64 for URLs. */
public final class Cursor {

    /** What is said of one that is no position of its list. */
    public static final String INVALID = "must be one that was answered as next";

    private Cursor() {}

    static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
    }

    /**
     * What is encoded, which may be anything; empty if nothing is.
     *
     * @param cursor null for the first page, as is the answer then
     */
    public static String decode(String cursor) {
        try {
            return cursor == null ? null : Utf8.decode(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
