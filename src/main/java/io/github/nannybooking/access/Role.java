package io.github.nannybooking.access;

/** What somebody is in the marketplace. The REST services name the roles that may call them, in lower case. */
public enum Role {
    PARENT,
    NANNY,
    ADMIN
}
