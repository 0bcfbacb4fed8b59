package io.steadfast.local.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs {@link TestServers#broker()}. The build runs it once on every kind of broker; it is skipped on a
 * kind that is not installed, or that {@code -Dsteadfast.broker} has not picked.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("broker")
@ExtendWith(BrokerCondition.class)
public @interface UsesBroker {}
