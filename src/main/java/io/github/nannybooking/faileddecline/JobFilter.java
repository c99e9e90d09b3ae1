package io.github.nannybooking.faileddecline;

import io.github.nannybooking.platform.http.json.Identifier;
import java.util.Map;

/** Lets only the failed declines of a job pass. */
record JobFilter(@Identifier String jobId) {

    /** The query parameter that asks for it. */
    static final String PARAMETER = "jobId";

    /** Null if the query does not ask for one. */
    static JobFilter of(Map<String, String> query) {
        return query.containsKey(PARAMETER) ? new JobFilter(query.get(PARAMETER)) : null;
    }
}
