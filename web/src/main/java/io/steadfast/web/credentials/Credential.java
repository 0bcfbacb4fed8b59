package io.steadfast.web.credentials;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * A password or user name that the configuration takes from an environment variable.
 *
 * @param property where it is used, as in {@code spring.rabbitmq.password}
 * @param variable where it comes from, as in {@code STEADFAST_AMQP_PASSWORD}
 * @param value what it is, empty if it is not set
 * @param user the name of the user whose password this is, empty if nothing says it
 */
record Credential(String property, String variable, String value, String user) {

    private static final Pattern FROM_ENVIRONMENT =
            Pattern.compile("\\$\\{(STEADFAST_[A-Z_]+_(?:PASSWORD|USERNAME))(?::.*)?}");

    /** Those of all parts that are switched on, by the name of the variable: nobody has to keep a list of them. */
    static Collection<Credential> of(ConfigurableEnvironment environment) {
        Map<String, Credential> found = new TreeMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> settings) {
                for (String property : settings.getPropertyNames()) {
                    variable(settings.getProperty(property))
                            .filter(variable -> isUsed(environment, property))
                            .ifPresent(variable -> found.putIfAbsent(variable, read(environment, property, variable)));
                }
            }
        }
        return found.values();
    }

    boolean isPassword() {
        return variable.endsWith("_PASSWORD");
    }

    /** Whether people log in with it, over HTTP. */
    boolean isLogin() {
        return property.startsWith("steadfast.security.");
    }

    /** Passwords do not belong in logs. */
    @Override
    public String toString() {
        return variable;
    }

    private static Optional<String> variable(@Nullable Object setting) {
        Matcher matcher = FROM_ENVIRONMENT.matcher(String.valueOf(setting));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean isUsed(Environment environment, String property) {
        return Stream.of("enabled", "migrate")
                .noneMatch(toggle -> "false".equalsIgnoreCase(environment.getProperty(beside(property, toggle))));
    }

    private static Credential read(Environment environment, String property, String variable) {
        String user = environment.getProperty(
                beside(property, "username"), environment.getProperty(beside(property, "user"), ""));
        return new Credential(property, variable, environment.getProperty(property, ""), user);
    }

    private static String beside(String property, String name) {
        return property.substring(0, property.lastIndexOf('.') + 1) + name;
    }
}
