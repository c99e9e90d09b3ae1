package io.github.nannybooking.http;

/** What a request to the HTTP server goes through, one after the other, before Camel's routes, which come from 0 on. */
public enum Stage {
    /** First of all, since each of the others may answer. */
    ANSWER_HEADERS,
    STOPPING,
    GATE,
    /** What no route listens for, told to those alone who were let in. */
    TAKEN;

    /** The order, as Vert.x Web's routes take it. */
    public int order() {
        return ordinal() - values().length;
    }
}
