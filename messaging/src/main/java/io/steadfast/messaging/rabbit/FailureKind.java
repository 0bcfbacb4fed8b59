package io.steadfast.messaging.rabbit;

import io.steadfast.messaging.inbox.RetryLaterException;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Whether it is worth trying again. Told by types and SQLSTATE, never by a message's text. */
public enum FailureKind {
    /** Will pass: tried again without end. */
    TRANSIENT,
    /** Will never pass: dead-lettered at once. */
    PERMANENT,
    /** Nobody knows: tried a bounded number of times. */
    UNKNOWN;

    private static final Set<Class<? extends Throwable>> TRANSIENT_TYPES = Set.of(
            RetryLaterException.class,
            TransientDataAccessException.class,
            RecoverableDataAccessException.class,
            ConcurrencyFailureException.class,
            DuplicateKeyException.class,
            CannotCreateTransactionException.class,
            OutOfMemoryError.class,
            TransactionTimedOutException.class,
            SQLTransientException.class,
            SQLRecoverableException.class);

    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A): connection, transaction rollback, insufficient resources, operator
     * intervention, system error.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Read-only transaction, lock not available, unique violation (two consumers raced), idle session ended. */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "55P03", "23505", "25P03");

    public static FailureKind of(Throwable failure) {
        Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(failure, all);
        if (all.stream().anyMatch(UnprocessableMessageException.class::isInstance)) {
            return PERMANENT;
        }
        return all.stream().anyMatch(FailureKind::isTransient) ? TRANSIENT : UNKNOWN;
    }

    /** A failing rollback hides the failure that made it necessary, beside or behind its own cause. */
    private static void collect(@Nullable Throwable failure, Set<Throwable> all) {
        if (failure == null || !all.add(failure)) {
            return;
        }
        collect(failure.getCause(), all);
        for (Throwable suppressed : failure.getSuppressed()) {
            collect(suppressed, all);
        }
        if (failure instanceof TransactionSystemException rollback) {
            collect(rollback.getApplicationException(), all);
        }
    }

    private static boolean isTransient(Throwable failure) {
        return TRANSIENT_TYPES.stream().anyMatch(type -> type.isInstance(failure))
                || failure instanceof SQLException sql && isTransient(sql.getSQLState());
    }

    /** Every error of the server has a state. One without comes from the pool, whose connection was lost. */
    private static boolean isTransient(@Nullable String state) {
        return state == null
                || TRANSIENT_STATES.contains(state)
                || state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2));
    }
}
