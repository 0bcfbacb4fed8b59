package io.steadfast.messaging.database;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences, and not in a hundred lines, that the service cannot start without its database. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        return new FailureAnalysis(
                "The database cannot be used: %s (SQLSTATE %s)".formatted(cause.getMessage(), cause.getSQLState()),
                "Start PostgreSQL, or say where it is with STEADFAST_POSTGRES_HOST and STEADFAST_POSTGRES_PORT or with the"
                        + " service's own STEADFAST_…_JDBC_URL; db/bootstrap.sql makes the roles that services log in as.",
                rootFailure);
    }
}
