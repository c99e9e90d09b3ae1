package io.github.nannybooking.platform.http.paging;

import io.github.nannybooking.platform.http.json.Utf8;
import io.github.nannybooking.platform.http.problem.Problem;
import io.github.nannybooking.platform.http.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The query of a request's URI, as Camel's header {@code CamelHttpQuery} has it. Unknown parameters are refused, since a
 * filter with a misspelt name would let all items pass.
 */
public final class Query {

    private Query() {}

    /**
     * The values of the parameters by their names, without those that are not there.
     *
     * @param query undecoded; null or empty if there is none
     * @param names of the parameters that may be there, each once
     * @throws ProblemException if another is there, or one twice, or one that can't be decoded (400)
     */
    public static Map<String, String> parse(String query, List<String> names) {
        Map<String, String> values = new HashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String parameter : query.split("&")) {
                String[] parts = parameter.split("=", 2);
                String name = decode(parts[0]);
                if (!names.contains(name)) {
                    throw new ProblemException(
                            Problem.invalidRequest("the query may have " + String.join(", ", names) + " alone"));
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
