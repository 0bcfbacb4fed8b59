package io.steadfast.messaging.outbox;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The relay's own connections to the service's database: a service whose pool is exhausted still publishes, and a relay
 * that waits for the broker takes no connection from a request.
 */
final class RelayDatabase implements AutoCloseable {

    /** Besides one a lane: leases and sweeps, wake-ups sent, wake-ups listened for. */
    private static final int OTHER_CONNECTIONS = 3;

    private final HikariDataSource dataSource;
    private final JdbcTemplate jdbcTemplate;

    /**
     * @param lanes how many drain at the same time
     * @param abandonAfter a session that is silent for so long inside a transaction is ended by the server, so that a
     *     paused relay does not keep its shards from others
     */
    RelayDatabase(JdbcConnectionDetails details, int lanes, Duration abandonAfter) {
        dataSource = new HikariDataSource();
        dataSource.setPoolName("relay");
        dataSource.setJdbcUrl(details.getJdbcUrl());
        dataSource.setUsername(details.getUsername());
        dataSource.setPassword(details.getPassword());
        dataSource.setMaximumPoolSize(lanes + OTHER_CONNECTIONS);
        dataSource.setMinimumIdle(1);
        dataSource.setConnectionTimeout(5_000);
        dataSource.setInitializationFailTimeout(-1);
        dataSource.addDataSourceProperty("ApplicationName", "steadfast-relay");
        dataSource.addDataSourceProperty("tcpKeepAlive", true);
        dataSource.addDataSourceProperty("socketTimeout", Long.toString(3 * abandonAfter.toSeconds()));
        dataSource.addDataSourceProperty("options", options(abandonAfter));
        jdbcTemplate = new JdbcTemplate(dataSource);
    }

    /**
     * The tables are almost empty most of the time, and a plan made then must still be right for a backlog. Commits do not
     * wait for the disk: if the server crashes, what it forgets is that messages were sent or refused, and they are sent
     * again, as after any crash in between.
     */
    private static String options(Duration abandonAfter) {
        return "-c enable_seqscan=off -c enable_bitmapscan=off -c synchronous_commit=off"
                + " -c idle_in_transaction_session_timeout=" + abandonAfter.toMillis();
    }

    OutboxTable outbox() {
        return new OutboxTable(jdbcTemplate);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(jdbcTemplate);
    }

    JdbcTemplate jdbcTemplate() {
        return jdbcTemplate;
    }

    TransactionOperations transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
