package io.steadfast.local.testing;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.context.WebApplicationContext;

/**
 * Who may call what of a service, compared with who can. The first row that names a route counts. A pattern that ends in
 * {@code /**} names all below it, except the bare {@code /**}, which names itself: a table cannot say "the rest".
 */
public final class AccessTable {

    private enum Caller {
        ANYBODY,
        VIEWER,
        OPERATOR
    }

    private record Row(String method, String pattern, Set<Caller> callers) {

        boolean names(Route route) {
            return (method.equals("*") || method.equals(route.method().equals("HEAD") ? "GET" : route.method()))
                    && (pattern.equals(route.pattern()) || isBelow(route.pattern()));
        }

        private boolean isBelow(String path) {
            return pattern.endsWith("/**")
                    && pattern.length() > 3
                    && (path + "/").startsWith(pattern.substring(0, pattern.length() - 2));
        }
    }

    private final Map<Caller, JsonApi> callers = new EnumMap<>(Caller.class);
    private final Routes routes;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /** The service must have a {@link Door}. */
    public AccessTable(WebApplicationContext service, int port, String[] viewer, String[] operator) {
        routes = Routes.of(service);
        callers.put(Caller.ANYBODY, new JsonApi(port));
        callers.put(Caller.VIEWER, new JsonApi(port, viewer));
        callers.put(Caller.OPERATOR, new JsonApi(port, operator));
    }

    /** Without a login. {@code GET} includes {@code HEAD}, {@code *} is every method. */
    public AccessTable everybody(String method, String... patterns) {
        return row(method, patterns, EnumSet.allOf(Caller.class));
    }

    /** With either login. */
    public AccessTable viewers(String method, String... patterns) {
        return row(method, patterns, EnumSet.of(Caller.VIEWER, Caller.OPERATOR));
    }

    public AccessTable operators(String method, String... patterns) {
        return row(method, patterns, EnumSet.of(Caller.OPERATOR));
    }

    /** What is mapped by a library, and hidden. */
    public AccessTable nobody(String method, String... patterns) {
        return row(method, patterns, EnumSet.noneOf(Caller.class));
    }

    private AccessTable row(String method, String[] patterns, Set<Caller> allowed) {
        Stream.of(patterns).forEach(pattern -> rows.add(new Row(method, pattern, allowed)));
        return this;
    }

    /** Knocks at every route as everyone; returns a line for each difference, and for what only one of both has. */
    public List<String> violations() {
        long t0 = System.nanoTime();
        violations.clear();
        Set<Row> used = new HashSet<>();
        Stream.concat(routes.mapped().stream(), routes.staticFiles().stream()).forEach(route -> {
            Optional<Row> row = rows.stream().filter(r -> r.names(route)).findFirst();
            row.ifPresentOrElse(used::add, () -> violations.add(route + " is mapped, but not in the table"));
            row.ifPresent(expected -> compare(route, expected.callers()));
        });
        rows.stream()
                .filter(row -> !used.contains(row))
                .forEach(row -> violations.add(row + " is in the table, but not mapped"));
        routes.mapped().stream().map(Route::pattern).distinct().forEach(this::tryOtherMethods);
        return List.copyOf(violations);
    }

    private void compare(Route route, Set<Caller> allowed) {
        callers.forEach((caller, api) -> {
            int status = status(api, route, Door.KNOCK, "yes");
            int expected = expected(caller, allowed);
            if (status != expected) {
                violations.add("%s answers %s with %d, not %s".formatted(route, caller, status, expected));
            }
        });
    }

    private static int expected(Caller caller, Set<Caller> allowed) {
        if (allowed.contains(caller)) {
            return Door.OPEN;
        }
        if (allowed.isEmpty()) {
            return 404;
        }
        return caller == Caller.ANYBODY ? 401 : 403;
    }

    /** What a path is not mapped for must fail for everyone, or, for OPTIONS, tell only those who may call it anyway. */
    private void tryOtherMethods(String pattern) {
        Set<String> mapped = routes.mapped().stream()
                .filter(route -> route.pattern().equals(pattern))
                .map(Route::method)
                .collect(Collectors.toSet());
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
            var route = new Route(method, pattern);
            if (!mapped.contains(method)) {
                callers.forEach((caller, api) -> {
                    int status = status(api, route);
                    boolean mayKnow = method.equals("OPTIONS") && mayCall(caller, pattern);
                    if (status < 400 && !mayKnow) {
                        violations.add("%s is not mapped, but answers %s with %d".formatted(route, caller, status));
                    }
                });
            }
        }
    }

    private boolean mayCall(Caller caller, String pattern) {
        return routes.mapped().stream()
                .filter(route -> route.pattern().equals(pattern))
                .flatMap(route -> rows.stream().filter(row -> row.names(route)).limit(1))
                .anyMatch(row -> row.callers().contains(caller));
    }

    private static int status(JsonApi api, Route route, String... headers) {
        return api.send(api.request(route.method(), route.path(), BodyPublishers.noBody(), headers))
                .status();
    }
}
