package io.steadfast.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseIT {

    private final TestDatabase database = TestServers.newDatabase();

    @Test
    void theServerIsDurable() throws SQLException {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(single("show " + setting)).as(setting).isEqualTo("on");
        }
    }

    @Test
    void whatIsCommittedSurvivesAKill() throws SQLException {
        database.execute("create table kept (id int); insert into kept values (1)");

        TestServers.postgres().kill();
        assertThat(TestServers.postgres().isRunning()).isFalse();
        TestServers.postgres().start();

        assertThat(single("select count(*) from kept")).isEqualTo("1");
    }

    @Test
    void itListensOnTheLoopbackInterfaceOnly() throws SQLException {
        assertThat(single("show listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void eachDatabaseIsNew() throws SQLException {
        var other = TestServers.newDatabase();

        assertThat(other.name()).isNotEqualTo(database.name());
        assertThat(single("select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    private String single(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
