package io.steadfast.local;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where this module was built: its classes, and beside them what only its child processes load. */
public final class LocalModule {

    private LocalModule() {}

    /** The jar or the folder that this class was loaded from. */
    public static Path classes() {
        try {
            return Path.of(LocalModule.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The folder {@code target} of this module. */
    public static Path buildFolder() {
        var parent = classes().getParent();
        if (parent == null) {
            throw new IllegalStateException("module local must be used from its build folder");
        }
        return parent;
    }

    /** The libraries of the embedded broker, which the build put beside the classes. */
    public static Path libraries() {
        return buildFolder().resolve("lib");
    }
}
