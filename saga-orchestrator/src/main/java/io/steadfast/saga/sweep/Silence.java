package io.steadfast.saga.sweep;

import io.steadfast.saga.sweep.StepActivity.Answers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saga whose deadline has passed, and what is known about why. A deadline is about a lost message, not a slow one.
 *
 * @param commandedAt when its command was written
 * @param deadlineAt the deadline that has passed
 * @param patience how long this sending may stay unanswered
 * @param inOutbox whether the command is still in the outbox
 * @param heldAtLastLook whether it was when this was looked at before
 * @param parkedBecause why it, or what it waits behind in the outbox, can never be sent; null if it can
 */
record Silence(
        Instant commandedAt,
        Instant deadlineAt,
        Duration patience,
        boolean inOutbox,
        boolean heldAtLastLook,
        @Nullable String parkedBecause) {

    enum Verdict {
        /** A command, or its answer, has been lost. */
        LOST,
        /** The command is still here, and will not leave by itself. */
        PARKED,
        /** The clock has not started: the command is still here. */
        NOT_SENT,
        /** It has left since the last look, so its clock starts now. */
        JUST_SENT,
        /** For some of the time nobody could have answered, or nobody here was listening. */
        NOT_LISTENED,
        /** The participant answers older commands of this step; ours will have its turn. */
        BACKLOG
    }

    /**
     * Judges.
     *
     * @param listeningSince silence before this moment does not count
     * @param answers how the step's participant answers; null if it never has
     */
    Verdict judge(Instant listeningSince, @Nullable Answers answers) {
        Instant countedFrom = deadlineAt.minus(patience);
        if (inOutbox) {
            return parkedBecause == null ? Verdict.NOT_SENT : Verdict.PARKED;
        } else if (heldAtLastLook) {
            return Verdict.JUST_SENT;
        } else if (listeningSince.isAfter(countedFrom)) {
            return Verdict.NOT_LISTENED;
        } else if (answers == null || !answers.lastReplyAt().isAfter(countedFrom)) {
            return Verdict.LOST;
        }
        Instant newest = answers.newestAnsweredAt();
        return newest != null && newest.isAfter(commandedAt) ? Verdict.LOST : Verdict.BACKLOG;
    }
}
