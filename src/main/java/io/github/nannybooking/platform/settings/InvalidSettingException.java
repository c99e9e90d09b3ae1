package io.github.nannybooking.platform.settings;

/** A setting that the application can't start with; the message says which, what it is and what it may be. */
public final class InvalidSettingException extends RuntimeException {

    public InvalidSettingException(String message) {
        super(message);
    }
}
