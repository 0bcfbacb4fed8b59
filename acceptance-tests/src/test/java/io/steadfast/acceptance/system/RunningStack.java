package io.steadfast.acceptance.system;

import io.steadfast.local.testing.UsesBroker;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the whole system as real processes, which it takes as a constructor parameter of type {@link Steadfast}.
 * The system is started once per test JVM, so each test uses products of its own. Before each test everything runs;
 * after each the system must come to rest and break no rule of conservation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@UsesBroker
@ExtendWith(StackExtension.class)
public @interface RunningStack {}
