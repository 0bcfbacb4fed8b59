package io.steadfast.web.credentials;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists all that is wrong at once, by the variables to set. */
class UnfitCredentialsAnalyzer extends AbstractFailureAnalyzer<UnfitCredentialsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnfitCredentialsException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set these environment variables, each to a secret of its own (openssl rand -base64 24 makes one), and the"
                        + " users of PostgreSQL and the broker to the same. The profile prod asks for this; without it,"
                        + " on a machine of your own, defaults are let through. See docs/configuration.md.",
                cause);
    }
}
