package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.server.HttpEntry;
import io.github.nannybooking.platform.http.server.RestPath;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.SecurityDefinition;
import org.apache.camel.model.rest.VerbDefinition;

/**
 * Decides who may send a request. The verbs of the Rest DSL declare the allowed roles as the scopes of their
 * {@code security} {@value #SCHEME}, or {@value #ANYONE}. Admins may send all requests, and only admins those without a
 * declaration. The rules are read for each request, so they apply to routes that are added or changed at runtime.
 */
record AccessRules(CamelContext context) {

    /** The name of the security scheme. */
    static final String SCHEME = "bearer";

    /** The scope of requests without a token. */
    static final String ANYONE = "anyone";

    /** Whether a request needs no token. */
    boolean isPublic(String method, String path) {
        return scopes(method, path).filter(scopes -> scopes.contains(ANYONE)).isPresent();
    }

    /** Whether a caller may send a request; anyone with a token may, if the path or the method does not exist. */
    boolean allows(Caller caller, String method, String path) {
        return scopes(method, path)
                .map(scopes -> caller.isAdmin() || caller.roles().stream().anyMatch(scopes::contains))
                .orElse(true);
    }

    /**
     * The scopes of the entry that receives a request; no scopes if only admins may send it. If several entries match, only
     * the scopes that all of them declare. Empty if no entry matches.
     */
    private Optional<Set<String>> scopes(String method, String path) {
        return HttpEntry.at(context, path).stream()
                .filter(entry -> entry.takes(method))
                .map(entry -> scopesOf(entry, method))
                .reduce(AccessRules::common);
    }

    private Set<String> scopesOf(HttpEntry entry, String method) {
        // a copy, as routes may be added to the list at the same time
        return List.copyOf(context.getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .getRestDefinitions())
                .stream()
                .flatMap(rest -> rest.getVerbs().stream()
                        .filter(verb -> verb.asVerb().equalsIgnoreCase(method))
                        .filter(verb ->
                                RestPath.of(rest.getPath(), verb.getPath()).equals(RestPath.of(entry.template()))))
                .map(AccessRules::scopes)
                .reduce(AccessRules::common)
                .orElse(Set.of());
    }

    private static Set<String> scopes(VerbDefinition verb) {
        return verb.getSecurity().stream()
                .filter(security -> SCHEME.equals(security.getKey()))
                .map(SecurityDefinition::getScopes)
                .filter(Objects::nonNull)
                .flatMap(scopes -> Arrays.stream(scopes.split(" *, *")))
                .collect(Collectors.toSet());
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }
}
