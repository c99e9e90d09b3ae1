package io.github.nannybooking.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody is in the marketplace: a group of the issuer's by the same name in lower case. The REST services name the
 * roles that may call them likewise.
 */
public enum Role {
    PARENT,
    NANNY,
    ADMIN;

    /** The role by its name in lower case; empty for what is none, such as another application's group. */
    static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.lowerCase().equals(name))
                .findAny();
    }

    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
