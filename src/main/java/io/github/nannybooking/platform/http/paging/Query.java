package io.github.nannybooking.platform.http.paging;

import io.github.nannybooking.platform.http.json.Utf8;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The query of a request's URI. It rejects unknown parameters, since a filter with a misspelt name would match all items. */
public final class Query {

    private Query() {}

    /**
     * Returns the values of the parameters by their names.
     *
     * @param query Camel's header {@code CamelHttpQuery}, undecoded; null or empty if there is none
     * @param names of the allowed parameters
     * @throws ProblemException for an unknown or duplicate parameter, or one that can't be decoded (400)
     */
    public static Map<String, String> parse(String query, List<String> names) {
        Map<String, String> values = new HashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String parameter : query.split("&")) {
                String[] parts = parameter.split("=", 2);
                String name = decode(parts[0]);
                if (!names.contains(name)) {
                    throw new ProblemException(
                            Problem.invalidRequest("the query may only have " + String.join(", ", names)));
                }
                if (values.put(name, parts.length == 1 ? "" : decode(parts[1])) != null) {
                    throw new ProblemException(Problem.invalidRequest(name + ": must be there once"));
                }
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return Utf8.decodeUrl(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalidRequest("the query can't be decoded"));
        }
    }
}
