package io.github.nannybooking.platform.access;

import io.github.nannybooking.platform.http.server.HttpEntry;
import io.github.nannybooking.platform.http.server.RestPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.SecurityDefinition;
import org.apache.camel.model.rest.VerbDefinition;

/**
 * Who may call what, as the verbs of the Rest DSL say by the scopes of their {@code security} {@value #SCHEME}: the roles
 * beside admin, or {@value #ANYONE}. What says nothing is for admins alone. The routes are read for each request, so one
 * that is added or edited while the application runs is never open by an oversight.
 */
public final class AccessRules {

    /** The name of the security scheme. */
    public static final String SCHEME = "bearer";

    /** The scope of what needs no token. */
    public static final String ANYONE = "anyone";

    private final CamelContext context;

    AccessRules(CamelContext context) {
        this.context = context;
    }

    /** Whether whoever comes needs no token. */
    boolean isPublic(String method, String path) {
        return scopes(method, path).filter(scopes -> scopes.contains(ANYONE)).isPresent();
    }

    /** Whether a caller may have an answer; also that nothing is there, or nothing for this method. */
    boolean allows(Caller caller, String method, String path) {
        return scopes(method, path)
                .map(scopes -> caller.isAdmin() || caller.roles().stream().anyMatch(scopes::contains))
                .orElse(true);
    }

    /**
     * Those of the entry to which the HTTP server gives a request, none of them if admins alone may call it; where it may
     * choose among several, what all of them say. Empty where nothing is.
     */
    private Optional<Set<String>> scopes(String method, String path) {
        return HttpEntry.at(context, path).stream()
                .filter(entry -> entry.takes(method))
                .map(entry -> scopesOf(entry, method))
                .reduce(AccessRules::common);
    }

    private Set<String> scopesOf(HttpEntry entry, String method) {
        return restDefinitions().stream()
                .flatMap(rest -> rest.getVerbs().stream()
                        .filter(verb -> verb.asVerb().equalsIgnoreCase(method))
                        .filter(verb ->
                                RestPath.of(rest.getPath(), verb.getPath()).equals(RestPath.of(entry.template()))))
                .map(AccessRules::scopes)
                .reduce(AccessRules::common)
                .orElse(Set.of());
    }

    /** A copy: a list that routes may be added to meanwhile. */
    private List<RestDefinition> restDefinitions() {
        return new ArrayList<>(
                context.getCamelContextExtension().getContextPlugin(Model.class).getRestDefinitions());
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
