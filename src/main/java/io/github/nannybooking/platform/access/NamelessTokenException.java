package io.github.nannybooking.platform.access;

import com.nimbusds.jwt.proc.BadJWTException;

/** A token of the issuer that names no caller: its answer may say so, as it can't be forged. */
final class NamelessTokenException extends BadJWTException {

    NamelessTokenException() {
        super("no user");
    }
}
