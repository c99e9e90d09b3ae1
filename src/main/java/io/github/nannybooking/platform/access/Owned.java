package io.github.nannybooking.platform.access;

/** A request in the name of a user. */
public interface Owned {

    /** The user that the request names; null if it names none. */
    String username();

    /** The same request, in the name of {@code username}. */
    Owned ownedBy(String username);
}
