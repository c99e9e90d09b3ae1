package io.github.nannybooking;

/** A setting that the application can't start with; the message says which, what it is and what it may be. */
final class InvalidSettingException extends RuntimeException {

    InvalidSettingException(String message) {
        super(message);
    }
}
