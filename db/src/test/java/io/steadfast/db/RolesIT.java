package io.steadfast.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.local.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RolesIT {

    private static final TestDatabase DATABASE = MigratedDatabase.create();
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String SYSTEM =
            "select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema'";

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(DATABASE.jdbcUrl(), "postgres", ""));

    @ParameterizedTest
    @ValueSource(strings = {"orders", "inventory", "sagas"})
    void aServiceReadsAndWritesTheRowsOfItsSchema(String schema) {
        assertThatCode(() -> as(schema + "_service", """
                insert into outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body)
                values (0, 'order', gen_random_uuid(), 'Message', 'exchange', 'key', '');
                update outbox set attempts = 1;
                select * from outbox;
                delete from outbox""")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "orders, inventory", "orders, sagas", "orders, audit", "orders, public",
        "inventory, orders", "inventory, sagas", "inventory, audit", "inventory, public",
        "sagas, orders", "sagas, inventory", "sagas, audit", "sagas, public"
    })
    void aServiceReachesNoOtherSchema(String service, String schema) {
        String relation = schema.equals("audit") ? "violations" : "outbox";
        isRefused(service + "_service", "select * from %s.%s".formatted(schema, relation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "inventory", "sagas"})
    void aServiceCannotChangeTheStructure(String schema) {
        for (String ddl : List.of(
                "create table more (id int)",
                "create temporary table more (id int)",
                "alter table outbox add column more int",
                "create index on outbox (type)",
                "truncate outbox",
                "drop table outbox",
                "comment on table outbox is ''",
                "create or replace view outbox_backlog as select 1",
                "create schema more")) {
            isRefused(schema + "_service", ddl);
        }
    }

    @Test
    void theReaderSeesThePublicViewsAndNothingElse() {
        assertThat(relations("""
                        has_schema_privilege('saga_reader', relnamespace, 'usage')
                        and (has_any_column_privilege('saga_reader', oid, 'select')
                             or relkind = 'S' and has_sequence_privilege('saga_reader', oid, 'usage, select'))"""))
                .containsExactlyInAnyOrderElementsOf(
                        PublicView.ALL.stream().map(PublicView::name).toList());
        for (PublicView view : PublicView.ALL) {
            assertThatCode(() -> as("saga_reader", "select * from " + view.name()))
                    .doesNotThrowAnyException();
        }
        isRefused("saga_reader", "select * from sagas.saga");
        isRefused("saga_reader", "select business_key from sagas.purged_saga");
    }

    @Test
    void theReaderWritesNowhere() {
        assertThat(relations("""
                        relkind <> 'S'
                            and (has_any_column_privilege('saga_reader', oid, 'insert, update, references')
                                 or has_table_privilege('saga_reader', oid, 'delete, truncate, trigger, maintain'))
                        or relkind = 'S' and has_sequence_privilege('saga_reader', oid, 'update')""")).isEmpty();
        assertThat(names("""
                        select nspname from pg_namespace where has_schema_privilege('saga_reader', oid, 'create')
                        union all
                        select datname from pg_database
                        where datname = current_database() and has_database_privilege('saga_reader', oid, 'create, temporary')""")).isEmpty();
        for (String write : List.of(
                "create temporary table mine (id int)",
                "create table sagas.mine (id int)",
                "create table public.mine (id int)",
                "create schema mine",
                "select lo_create(0)",
                "copy (select 1) to program 'true'",
                "set role sagas_owner")) {
            isRefused("saga_reader", write);
        }
    }

    @Test
    void theReaderExecutesNothingOfOurs() {
        assertThat(names("""
                        select oid::regprocedure::text
                        from pg_proc
                        where pronamespace not in (%s) and has_function_privilege('saga_reader', oid, 'execute')""".formatted(SYSTEM))).isEmpty();
    }

    @Test
    void noRoleOfOursIsMoreThanItSeems() {
        assertThat(names("""
                        select rolname
                        from pg_roles
                        where rolname ~ '^(orders|inventory|sagas|audit|saga)_'
                          and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls
                               or oid in (select member from pg_auth_members))""")).isEmpty();
        assertThat(names("""
                        select distinct classid::regclass::text
                        from pg_shdepend
                        where refobjid = 'saga_reader'::regrole and deptype = 'o'""")).as("what the reader owns").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "inventory", "sagas", "audit"})
    void whatAMigrationAddsIsHiddenFromTheReaderUntilItIsGranted(String schema) throws SQLException {
        as(schema + "_owner", """
                create table added (id int generated by default as identity);
                create view added_view as select id from added;
                create function added_function() returns int language sql as 'select 1'""");
        try {
            isRefused("saga_reader", "select id from %s.added".formatted(schema));
            isRefused("saga_reader", "select id from %s.added_view".formatted(schema));
            isRefused("saga_reader", "select nextval('%s.added_id_seq')".formatted(schema));
            isRefused("saga_reader", "select %s.added_function()".formatted(schema));
        } finally {
            as(schema + "_owner", "drop function added_function(); drop view added_view; drop table added");
        }
    }

    private List<String> relations(String condition) {
        return names("""
                select oid::regclass::text
                from pg_class
                where relkind in ('r', 'v', 'm', 'p', 'f', 'S') and relnamespace not in (%s) and (%s)""".formatted(SYSTEM, condition));
    }

    private List<String> names(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Test
    void theViewsHaveTheColumnsOfTheContract() {
        for (PublicView view : PublicView.ALL) {
            assertThat(jdbc.sql("""
                            select attname from pg_attribute
                            where attrelid = cast(:view as regclass) and attnum > 0
                            order by attnum""")
                            .param("view", view.name())
                            .query(String.class)
                            .list())
                    .as(view.name())
                    .containsExactlyElementsOf(view.columns());
        }
    }

    @Test
    void everyTableAndViewExplainsItself() {
        assertThat(jdbc.sql("""
                        select oid::regclass::text
                        from pg_class
                        where relnamespace in ('orders'::regnamespace, 'inventory'::regnamespace,
                                               'sagas'::regnamespace, 'audit'::regnamespace)
                          and relkind in ('r', 'v', 'm', 'p') and relname <> 'flyway_schema_history'
                          and obj_description(oid, 'pg_class') is null""").query(String.class).list()).isEmpty();
    }

    @Test
    void theBootstrapCanBeRunAgain() throws IOException {
        try (var sql = RolesIT.class.getResourceAsStream("/db/bootstrap.sql")) {
            DATABASE.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
        theReaderSeesThePublicViewsAndNothingElse();
    }

    private static void isRefused(String role, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as(role + ": " + sql)
                .isThrownBy(() -> as(role, sql))
                .extracting(SQLException::getSQLState)
                .isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    private static void as(String role, String sql) throws SQLException {
        try (var connection = DATABASE.connectAs(role);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
