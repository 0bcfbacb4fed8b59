package io.steadfast.web.problem;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is away, or that asks to try again, from a mistake of ours. */
final class Unavailability {

    /**
     * SQLSTATE classes: connection, rollback (deadlock, serialization), out of disk, memory or connections, operator
     * intervention (restart, cancelled statement), system error.
     */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    /** A read-only (failed over) server, a lock not obtained in time. */
    private static final Set<String> STATES = Set.of("25006", "55P03");

    private Unavailability() {}

    static boolean isCauseOf(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Unavailability::cause)
                .limit(20)
                .anyMatch(Unavailability::saysSo);
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure.getCause();
    }

    private static boolean saysSo(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException
                || (failure instanceof SQLException sql && saysSo(sql.getSQLState()));
    }

    /**
     * Every error of the server has a state. One without comes from the pool: the connection was lost in the
     * transaction, and the failing rollback hides the error that said so.
     */
    private static boolean saysSo(@Nullable String state) {
        return state == null
                || STATES.contains(state)
                || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}
