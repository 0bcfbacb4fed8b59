package io.steadfast.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.ServletContextResource;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * All that a running service maps: its controllers, Actuator's and springdoc's, every static file, other servlets. A kind
 * of mapping that it does not know is an error, so that nothing is overlooked.
 */
final class Routes {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final Set<Route> mapped = new LinkedHashSet<>();
    private final Set<Route> staticFiles = new LinkedHashSet<>();
    private final PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();

    private Routes() {}

    static Routes of(WebApplicationContext context) {
        var routes = new Routes();
        context.getBeansOfType(HandlerMapping.class).values().forEach(routes::add);
        if (context.getServletContext() != null) {
            context.getServletContext()
                    .getServletRegistrations()
                    .values()
                    .forEach(servlet -> servlet.getMappings().stream()
                            // The servlet that all other mappings here belong to.
                            .filter(pattern -> !pattern.equals("/"))
                            .forEach(pattern -> routes.add(METHODS, pattern)));
        }
        return routes;
    }

    Set<Route> mapped() {
        return mapped;
    }

    Set<Route> staticFiles() {
        return staticFiles;
    }

    private void add(HandlerMapping mapping) {
        if (mapping instanceof RequestMappingInfoHandlerMapping controllers) {
            controllers.getHandlerMethods().keySet().forEach(this::add);
        } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
            urls.getHandlerMap().forEach(this::add);
            add("/", urls.getRootHandler());
            add("/**", urls.getDefaultHandler());
        } else if (!(mapping instanceof RouterFunctionMapping functions) || functions.getRouterFunction() != null) {
            throw new AssertionError("Nobody has taught this test to walk " + mapping);
        }
    }

    private void add(RequestMappingInfo controller) {
        List<String> methods = controller.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .toList();
        controller.getPatternValues().forEach(pattern -> add(methods.isEmpty() ? METHODS : methods, pattern));
    }

    private void add(String pattern, @Nullable Object handler) {
        if (handler instanceof ResourceHttpRequestHandler resources) {
            add(List.of("GET"), pattern);
            if (pattern.endsWith("/**")) {
                String folder = pattern.substring(0, pattern.length() - 2).replace("*", "");
                resources.getLocations().stream()
                        .flatMap(this::files)
                        .forEach(file -> staticFiles.add(new Route("GET", folder + file)));
            }
        } else if (handler != null) {
            add(METHODS, pattern);
        }
    }

    /** Names of all files in a folder, relative to it. */
    private Stream<String> files(Resource location) {
        if (location instanceof ServletContextResource) {
            // Has only what the folders on the class path have.
            return Stream.empty();
        }
        if (!(location instanceof ClassPathResource folder)) {
            throw new AssertionError("Nobody has taught this test to look into " + location);
        }
        try {
            return Stream.of(files.getResources("classpath*:" + folder.getPath() + "**/*"))
                    .filter(Resource::isReadable)
                    .map(file -> afterLast(folder.getPath(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String afterLast(String folder, Resource file) {
        try {
            String url = file.getURL().toString();
            return url.substring(url.lastIndexOf(folder) + folder.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(List<String> methods, String pattern) {
        methods.forEach(method -> mapped.add(new Route(method, pattern)));
        if (methods.contains("GET")) {
            mapped.add(new Route("HEAD", pattern));
        }
    }
}
