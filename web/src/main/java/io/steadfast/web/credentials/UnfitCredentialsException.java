package io.steadfast.web.credentials;

import java.util.List;

/** A service has been given credentials that it must not run with. */
final class UnfitCredentialsException extends RuntimeException {

    UnfitCredentialsException(List<String> findings) {
        super("This service must not run with these credentials:%n  %s".formatted(String.join("\n  ", findings)));
    }
}
