package io.github.nannybooking.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The query of a request's URI, as Camel's header {@code CamelHttpQuery} has it. One that nobody knows is refused, since
 * a filter with a slip in its name would let all pass.
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

    /** As UTF-8 to the letter: URLDecoder would put a replacement character for what is none. */
    private static String decode(String text) {
        try {
            byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new ProblemException(Problem.invalidRequest("the query can't be decoded"));
        }
    }
}
