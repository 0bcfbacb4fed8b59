package io.steadfast.messaging.wire;

/**
 * One kind of message.
 *
 * @param name the name on the wire, which no renaming of a class changes
 * @param version major and minor; another major version is another contract
 * @param exchange where it is published
 * @param routingKey with which it is published
 * @param dataType the record that its {@code data} is read into and written from
 */
public record MessageType(String name, String version, String exchange, String routingKey, Class<?> dataType) {

    /** Whether {@code other} is a version of the same contract. */
    public boolean hasMajorVersionOf(String other) {
        return major(version).equals(major(other));
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }
}
