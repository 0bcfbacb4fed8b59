package io.steadfast.messaging.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailureAnalyzerTest {

    @Test
    void unreachableDatabaseIsNamedWithTheVariablesThatSayWhereItIs() {
        var failure = new IllegalStateException(new SQLException("Connection to localhost:1 refused", "08001"));
        var analysis = new DatabaseFailureAnalyzer().analyze(failure);
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("Connection to localhost:1 refused", "08001");
        assertThat(analysis.getAction()).contains("STEADFAST_POSTGRES_PORT");
    }
}
