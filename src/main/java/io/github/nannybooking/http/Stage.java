package io.github.nannybooking.http;

/** What a request to the HTTP server goes through, one after the other, before Camel's routes, which come from 0 on. */
public enum Stage {
    CONNECTION,
    /** Before all that may answer. */
    ANSWER_HEADERS,
    /** Before all that believes what it reads. */
    AMBIGUOUS,
    STOPPING,
    GATE,
    /** What no route listens for is told to those alone who were let in. */
    TAKEN;

    /** The order, as Vert.x Web's routes take it. */
    public int order() {
        return ordinal() - values().length;
    }
}
