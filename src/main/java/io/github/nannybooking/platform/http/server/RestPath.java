package io.github.nannybooking.platform.http.server;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The path of a verb of the Rest DSL, whose service may have a part of it. */
public final class RestPath {

    private RestPath() {}

    /** Joins the parts that are not null, with one slash before each segment, and none at the end. */
    public static String of(String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("/", "/", ""))
                .replaceAll("/+", "/")
                .replaceAll("(?<=.)/$", "");
    }
}
