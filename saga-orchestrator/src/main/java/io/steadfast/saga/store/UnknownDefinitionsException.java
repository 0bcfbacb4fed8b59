package io.steadfast.saga.store;

import java.util.List;

/** Sagas are under way whose definitions this build does not have. */
final class UnknownDefinitionsException extends RuntimeException {

    UnknownDefinitionsException(List<String> unknown, List<String> known) {
        super("Sagas are under way by definitions that this build does not have (it has %s):%n  %s"
                .formatted(String.join(", ", known), String.join("\n  ", unknown)));
    }
}
