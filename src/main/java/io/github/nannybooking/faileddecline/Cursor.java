package io.github.nannybooking.faileddecline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/** Where a page of failed declines ended, as callers get it: the position of the last one, in Base64 for URLs. */
final class Cursor {

    private Cursor() {}

    static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(US_ASCII));
    }

    /** What is encoded, which may be anything; empty if nothing is. */
    static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), US_ASCII);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
