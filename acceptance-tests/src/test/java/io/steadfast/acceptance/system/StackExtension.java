package io.steadfast.acceptance.system;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** One {@link Steadfast} per test JVM, started on first use and stopped after the last test. */
final class StackExtension extends TypeBasedParameterResolver<Steadfast>
        implements BeforeEachCallback, AfterEachCallback {

    @Override
    public Steadfast resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return steadfast(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        steadfast(context).startWhatDoesNotRun();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            new Quiet(steadfast(context).database()).assertReached();
        }
    }

    private static Steadfast steadfast(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Steadfast.class, key -> Steadfast.started(), Steadfast.class);
    }
}
