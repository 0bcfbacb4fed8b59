package io.steadfast.saga.admin;

import io.steadfast.saga.engine.SagaStatus;
import java.util.List;
import java.util.Locale;

/** What an operator can do to a saga. */
enum SagaAction {
    RETRY;

    static List<String> allowedIn(String status) {
        return SagaStatus.of(status) == SagaStatus.STUCK ? List.of(RETRY.lowerCase()) : List.of();
    }

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
