package io.steadfast.saga.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists the sagas that would be abandoned. */
class UnknownDefinitionsAnalyzer extends AbstractFailureAnalyzer<UnknownDefinitionsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownDefinitionsException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start a build that has these versions. A version may be removed once none of its sagas is under way:"
                        + " select * from sagas.saga_overview where finished_at is null and definition_version = …."
                        + " What comes late for those that have ended is ignored without it.",
                cause);
    }
}
