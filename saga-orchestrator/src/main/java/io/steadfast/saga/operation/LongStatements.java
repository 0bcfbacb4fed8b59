package io.steadfast.saga.operation;

import java.sql.Connection;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Lets statements of one transaction take longer than the pool's connections allow. */
@Component
class LongStatements {

    /** By so much the server gives up first: a connection that does leaves it going on with what nobody waits for. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final JdbcOperations jdbc;

    LongStatements(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** From now to the end of the transaction that is open; the pool gives the connection its own timeout again. */
    void allow(Duration each) {
        jdbc.execute((Connection connection) -> {
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(each.plus(MARGIN).toMillis()));
            return connection.getNetworkTimeout();
        });
        jdbc.queryForObject(
                "select set_config('statement_timeout', ?, true)", String.class, Long.toString(each.toMillis()));
    }
}
