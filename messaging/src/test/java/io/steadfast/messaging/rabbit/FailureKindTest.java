package io.steadfast.messaging.rabbit;

import static io.steadfast.messaging.rabbit.FailureKind.PERMANENT;
import static io.steadfast.messaging.rabbit.FailureKind.TRANSIENT;
import static io.steadfast.messaging.rabbit.FailureKind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.messaging.inbox.RetryLaterException;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class FailureKindTest {

    @Test
    void whatCanNeverBeHandledIsPermanentHoweverDeepItIs() {
        var unprocessable = new UnprocessableMessageException("no");

        assertThat(FailureKind.of(unprocessable)).isEqualTo(PERMANENT);
        assertThat(FailureKind.of(new IllegalStateException(unprocessable))).isEqualTo(PERMANENT);
    }

    @Test
    void unprocessableMessageStaysSoWhateverItsCauseAndWhateverItsRollbackDoes() {
        var unprocessable = new UnprocessableMessageException("no", new SQLException("gone", "08006"));

        assertThat(FailureKind.of(unprocessable)).isEqualTo(PERMANENT);
        assertThat(FailureKind.of(failedRollback(unprocessable, new SQLException("gone", "08006"))))
                .isEqualTo(PERMANENT);
    }

    @Test
    void lostRacesAreTransient() {
        assertThat(FailureKind.of(new RetryLaterException("later"))).isEqualTo(TRANSIENT);
        assertThat(FailureKind.of(new OptimisticLockingFailureException("changed")))
                .isEqualTo(TRANSIENT);
        assertThat(FailureKind.of(new PessimisticLockingFailureException("deadlock")))
                .isEqualTo(TRANSIENT);
        assertThat(FailureKind.of(new DuplicateKeyException("raced"))).isEqualTo(TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08P01", "40001", "40P01", "53100", "53300", "57014", "57P01", "58030", "25006", "55P03",
                "23505", "25P03"
            })
    void statesThatPassAreTransientHoweverTheyAreWrapped(String state) {
        var sql = new SQLException("away", state);

        assertThat(FailureKind.of(sql)).isEqualTo(TRANSIENT);
        assertThat(FailureKind.of(new IllegalStateException(new UncategorizedSQLException("task", "sql", sql))))
                .isEqualTo(TRANSIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22001", "23502", "23514", "42601", "42P01", "54000", "P0001", "XX000"})
    void otherStatesAreUnknown(String state) {
        assertThat(FailureKind.of(new UncategorizedSQLException("task", "sql", new SQLException("wrong", state))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void connectionThatCannotBeHadIsTransient() {
        assertThat(FailureKind.of(new CannotCreateTransactionException("none"))).isEqualTo(TRANSIENT);
        assertThat(FailureKind.of(new DataAccessResourceFailureException(
                        "none", new SQLTransientConnectionException("timed out", "99999"))))
                .isEqualTo(TRANSIENT);
    }

    @Test
    void errorWithoutAStateComesFromThePoolAndIsTransient() {
        assertThat(FailureKind.of(
                        new UncategorizedSQLException("task", "sql", new SQLException("Connection is closed"))))
                .isEqualTo(TRANSIENT);
    }

    @Test
    void failedRollbackDoesNotHideWhyItWasNecessary() {
        var lost = new IllegalStateException(new SQLException("gone", "08006"));

        assertThat(FailureKind.of(failedRollback(lost, new IllegalStateException("no rollback"))))
                .isEqualTo(TRANSIENT);
        assertThat(FailureKind.of(
                        failedRollback(new IllegalStateException("ours"), new IllegalStateException("no rollback"))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void suppressedFailuresAreLookedAtToo() {
        var failure = new IllegalStateException("ours");
        failure.addSuppressed(new SQLException("gone", "08006"));

        assertThat(FailureKind.of(failure)).isEqualTo(TRANSIENT);
    }

    @Test
    void lackOfMemoryPassesOtherErrorsNeedNot() {
        assertThat(FailureKind.of(new OutOfMemoryError("heap"))).isEqualTo(TRANSIENT);
        assertThat(FailureKind.of(new NoClassDefFoundError("bug"))).isEqualTo(UNKNOWN);
    }

    @Test
    void anythingElseIsUnknown() {
        assertThat(FailureKind.of(new IllegalStateException("bug"))).isEqualTo(UNKNOWN);
        assertThat(FailureKind.of(new DataIntegrityViolationException("check"))).isEqualTo(UNKNOWN);
    }

    @Test
    void failuresThatCauseEachOtherAreToldToo() {
        var one = new IllegalStateException("one");
        var other = new IllegalStateException("other", one);
        one.initCause(other);

        assertThat(FailureKind.of(one)).isEqualTo(UNKNOWN);
    }

    private static TransactionSystemException failedRollback(RuntimeException application, Exception rollback) {
        var failure = new TransactionSystemException("rollback failed", rollback);
        failure.initApplicationException(application);
        return failure;
    }
}
