package io.github.nannybooking.platform.settings;

/** The application can't start with a setting. The message contains its name, its value and its bounds. */
public final class InvalidSettingException extends RuntimeException {

    public InvalidSettingException(String message) {
        super(message);
    }
}
