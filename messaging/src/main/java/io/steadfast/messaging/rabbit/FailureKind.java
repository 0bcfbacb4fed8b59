package io.steadfast.messaging.rabbit;

import io.steadfast.messaging.inbox.RetryLaterException;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Whether it is worth trying again. Told by types and SQLSTATE, never by a message's text. */
enum FailureKind {
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
            TransactionTimedOutException.class);

    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A): connection, transaction rollback, insufficient resources, operator
     * intervention, system error.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Read-only transaction, lock not available, unique violation (two consumers raced), idle session ended. */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "55P03", "23505", "25P03");

    static FailureKind of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof UnprocessableMessageException) {
                return PERMANENT;
            }
            if (isTransient(cause)) {
                return TRANSIENT;
            }
        }
        return UNKNOWN;
    }

    private static boolean isTransient(Throwable cause) {
        if (TRANSIENT_TYPES.stream().anyMatch(type -> type.isInstance(cause))) {
            return true;
        }
        String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null
                && (TRANSIENT_STATES.contains(state)
                        || state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
