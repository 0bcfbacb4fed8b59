package io.steadfast.saga.trip;

import static io.steadfast.saga.engine.Action.CANCEL;
import static io.steadfast.saga.engine.Action.RETRY;
import static io.steadfast.saga.engine.Action.SKIP;
import static io.steadfast.saga.engine.SagaStatus.CANCELLED;
import static io.steadfast.saga.engine.SagaStatus.COMPENSATING;
import static io.steadfast.saga.engine.SagaStatus.COMPLETED;
import static io.steadfast.saga.engine.SagaStatus.RUNNING;
import static io.steadfast.saga.engine.SagaStatus.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.saga.engine.JournalEvent;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaScenario;
import io.steadfast.saga.engine.StuckReason;
import io.steadfast.saga.trip.TripMessage.Approve;
import io.steadfast.saga.trip.TripMessage.BookCar;
import io.steadfast.saga.trip.TripMessage.BookFlight;
import io.steadfast.saga.trip.TripMessage.BookHotel;
import io.steadfast.saga.trip.TripMessage.CallOff;
import io.steadfast.saga.trip.TripMessage.CarBooked;
import io.steadfast.saga.trip.TripMessage.CarRefused;
import io.steadfast.saga.trip.TripMessage.CarReleased;
import io.steadfast.saga.trip.TripMessage.CardDeclined;
import io.steadfast.saga.trip.TripMessage.Charge;
import io.steadfast.saga.trip.TripMessage.Charged;
import io.steadfast.saga.trip.TripMessage.Decided;
import io.steadfast.saga.trip.TripMessage.FlightBooked;
import io.steadfast.saga.trip.TripMessage.FlightReleased;
import io.steadfast.saga.trip.TripMessage.FlightSoldOut;
import io.steadfast.saga.trip.TripMessage.HotelBooked;
import io.steadfast.saga.trip.TripMessage.HotelFull;
import io.steadfast.saga.trip.TripMessage.HotelReleased;
import io.steadfast.saga.trip.TripMessage.IssueTicket;
import io.steadfast.saga.trip.TripMessage.MailSent;
import io.steadfast.saga.trip.TripMessage.ReleaseCar;
import io.steadfast.saga.trip.TripMessage.ReleaseFlight;
import io.steadfast.saga.trip.TripMessage.ReleaseHotel;
import io.steadfast.saga.trip.TripMessage.Requested;
import io.steadfast.saga.trip.TripMessage.SendMail;
import io.steadfast.saga.trip.TripMessage.TicketIssued;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BookTripTest {

    private static final SagaDefinition<Trip> BOOK_TRIP = BookTrip.definition();
    private static final FlightBooked SEAT = new FlightBooked("t", "12A");
    private static final HotelBooked ROOM = new HotelBooked("t");

    private static SagaScenario<Trip> booking(int price, boolean car) {
        return SagaScenario.started(BOOK_TRIP, new Requested("t", price, car));
    }

    private static SagaScenario<Trip> atCharge() {
        return booking(100, false).receives(SEAT).receives(ROOM);
    }

    private static SagaScenario<Trip> atTicket() {
        return atCharge().receives(new Charged("t"));
    }

    @Nested
    class StepsAlongsideEachOther {

        @Test
        void areSentTogetherAndJoined() {
            booking(100, true)
                    .expectSent(new BookFlight("t"), new BookHotel("t"), new BookCar("t"))
                    .expectOpen("book-flight", "book-hotel", "book-car")
                    .receives(ROOM)
                    .expect(RUNNING, "book-flight")
                    .expectSent()
                    .expectOpen("book-flight", "book-car")
                    .receives(SEAT)
                    .expectOpen("book-car")
                    .receives(new CarBooked("t"))
                    .expect(RUNNING, "charge")
                    .expectSent(new Charge("t", 100, "12A"));
        }

        @Test
        void areUndoneTogetherIfOneFailsAlsoThoseInDoubt() {
            booking(100, true)
                    .receives(ROOM)
                    .receives(new FlightSoldOut("t"))
                    .expect(COMPENSATING, "release-car")
                    .expectSent(new ReleaseCar("t"))
                    .expectJournal(JournalEvent.FAILED, JournalEvent.SENT)
                    .receives(new CarReleased("t"))
                    .expectSent(new ReleaseHotel("t", "no seat left"))
                    .receives(new HotelReleased("t"))
                    .expect(CANCELLED, "release-hotel")
                    .expectLastError("no seat left");
        }

        @Test
        void areResentEachByItsOwnPatience() {
            booking(100, false)
                    .staysUnanswered("book-hotel")
                    .expectSent(new BookHotel("t"))
                    .expectOpen("book-flight", "book-hotel")
                    .staysUnanswered("book-hotel")
                    .expectStuck(StuckReason.SILENT, "no answer to 2 attempts")
                    .expectOpen("book-hotel", "book-flight");
        }

        @Test
        void goOnAlthoughOneOfThemIsStuck() {
            booking(100, false)
                    .staysUnanswered("book-hotel")
                    .staysUnanswered("book-hotel")
                    .receives(SEAT)
                    .expect(STUCK, "book-hotel")
                    .expectOpen("book-hotel")
                    .receives(ROOM)
                    .expectJournal(
                            JournalEvent.RESUMED, JournalEvent.SUCCEEDED, JournalEvent.SKIPPED, JournalEvent.SENT)
                    .expect(RUNNING, "charge");
        }

        @Test
        void areWaitedForAgainWhenTheOneThatWasStuckIsAnswered() {
            booking(100, false)
                    .staysUnanswered("book-hotel")
                    .staysUnanswered("book-hotel")
                    .receives(ROOM)
                    .expect(RUNNING, "book-flight")
                    .expectOpen("book-flight")
                    .staysUnanswered()
                    .expectSent(new BookFlight("t"));
        }

        @Test
        void areAllSentAgainByARetry() {
            booking(100, true)
                    .receives(ROOM)
                    .receives(new CarRefused("t"))
                    .expectStuck(StuckReason.REFUSED, "the licence is unreadable")
                    .expect(STUCK, "book-car")
                    .is(RETRY)
                    .expectSent(new BookCar("t"), new BookFlight("t"))
                    .expect(RUNNING, "book-car");
        }

        @Test
        void answeredTwiceAreIgnored() {
            booking(100, true)
                    .receives(ROOM)
                    .receives(ROOM)
                    .expectIgnored("already past this step: book-hotel")
                    .receives(new HotelFull("t"))
                    .expectIgnored("already past this step: book-hotel");
        }
    }

    @Nested
    class Decisions {

        @Test
        void leaveOutTheStepsThatTheDataDoNotNeed() {
            booking(100, false)
                    .expectSent(new BookFlight("t"), new BookHotel("t"))
                    .expectJournal(JournalEvent.STARTED, JournalEvent.SENT, JournalEvent.SENT, JournalEvent.SKIPPED)
                    .receives(new HotelFull("t"))
                    .expectSent(new ReleaseFlight("t"))
                    .receives(new FlightReleased("t"))
                    .expect(CANCELLED, "release-flight");
        }

        @Test
        void takeTheSameMessageAsYesOrNo() {
            var expensive = booking(5_000, false).receives(SEAT).receives(ROOM);
            expensive
                    .expectSent(new Approve("t", 5_000))
                    .receives(new Decided("t", true))
                    .expect(RUNNING, "charge");
            booking(5_000, false)
                    .receives(SEAT)
                    .receives(ROOM)
                    .receives(new Decided("t", false))
                    .expect(COMPENSATING, "release-hotel")
                    .expectLastError("too expensive");
        }

        @Test
        void rememberWhatTheAnswerSaid() {
            atCharge().expectData(new Trip("t", 100, false, "12A")).expectSent(new Charge("t", 100, "12A"));
        }

        @Test
        void ofThePivotMayStillBeNo() {
            atCharge().receives(new CardDeclined("t")).expect(COMPENSATING, "release-hotel");
        }
    }

    @Nested
    class TheTimeOfTheWhole {

        @Test
        void isOverBeforeThePivotSoTheTripIsUndone() {
            booking(100, false)
                    .receives(SEAT)
                    .expires()
                    .expect(COMPENSATING, "release-hotel")
                    .expectJournal(JournalEvent.EXPIRED, JournalEvent.SENT)
                    .expectSent(new ReleaseHotel("t", "the saga has not ended within PT1H"));
        }

        @Test
        void undoesAStuckTripToo() {
            booking(100, false)
                    .staysUnanswered("book-hotel")
                    .staysUnanswered("book-hotel")
                    .expires()
                    .expect(COMPENSATING, "release-hotel");
        }

        @Test
        void isOverAfterThePivotSoAPersonHasToLook() {
            atTicket()
                    .expires()
                    .expectStuck(StuckReason.EXPIRED, "the saga has not ended within PT1H")
                    .expectAllowed(RETRY)
                    .receives(new TicketIssued("t"))
                    .expect(RUNNING, "send-mail")
                    .receives(new MailSent("t"))
                    .expect(COMPLETED, "send-mail");
        }

        @Test
        void changesNothingAboutATripThatIsBeingUndone() {
            booking(100, false)
                    .receives(new CallOff("t"))
                    .expires()
                    .expect(COMPENSATING, "release-hotel")
                    .expectJournal(JournalEvent.EXPIRED)
                    .expectSent()
                    .staysUnanswered()
                    .expectSent(new ReleaseHotel("t", "called off"));
        }

        @Test
        void saysNothingToATripThatHasEnded() {
            atTicket()
                    .receives(new MailSent("t"))
                    .receives(new TicketIssued("t"))
                    .expires()
                    .expectIgnored("already completed");
        }
    }

    @Nested
    class Operators {

        @Test
        void mayDoWhatTheStateAllows() {
            booking(100, false).expectAllowed(CANCEL);
            booking(100, true).receives(new CarRefused("t")).expectAllowed(RETRY, CANCEL, SKIP);
            atCharge().expectAllowed();
            atTicket().expires().expectAllowed(RETRY);
            booking(100, false).receives(new HotelFull("t")).expectAllowed();
            booking(100, false).receives(new HotelFull("t")).staysUnanswered(4).expectAllowed(RETRY);
            booking(100, false)
                    .receives(new HotelFull("t"))
                    .receives(new FlightReleased("t"))
                    .expectAllowed();
        }

        @Test
        void skipAStepThatMayBeSkippedAndItsUndoStaysInCaseItHappened() {
            booking(100, true)
                    .receives(SEAT)
                    .receives(ROOM)
                    .receives(new CarRefused("t"))
                    .is(SKIP)
                    .expectJournal(JournalEvent.SKIPPED, JournalEvent.SKIPPED, JournalEvent.SENT)
                    .expect(RUNNING, "charge")
                    .receives(new CarBooked("t"))
                    .expectIgnored("already past this step: book-car")
                    .receives(new CardDeclined("t"))
                    .expectSent(new ReleaseCar("t"));
        }

        @Test
        void skipOnlyWhatIsStuckWhileTheOthersGoOn() {
            booking(100, true)
                    .receives(new CarRefused("t"))
                    .is(SKIP)
                    .expect(RUNNING, "book-flight")
                    .expectOpen("book-flight", "book-hotel")
                    .expectSent();
        }

        @Test
        void cannotSkipWhatTheDefinitionDoesNotAllow() {
            booking(100, false)
                    .staysUnanswered("book-hotel")
                    .staysUnanswered("book-hotel")
                    .is(SKIP)
                    .expectIgnored("the definition of book-trip lets nobody skip book-hotel");
            atTicket()
                    .receives(new TicketIssued("t"))
                    .is(SKIP)
                    .expectIgnored("the saga is running; only a stuck one can be skipped");
        }

        @Test
        void cancelBeforeThePivotOnly() {
            booking(100, false)
                    .is(CANCEL)
                    .expectSent(new ReleaseHotel("t", "cancelled by operator: by hand"))
                    .is(CANCEL)
                    .expectIgnored("already being undone");
            atCharge().is(CANCEL).expectIgnored("too late: the pivot's command has been sent");
        }

        @Test
        void leaveOutTheLastStepAndTheTripIsComplete() {
            atTicket()
                    .receives(new TicketIssued("t"))
                    .staysUnanswered(4)
                    .is(SKIP)
                    .expectJournal(JournalEvent.SKIPPED, JournalEvent.COMPLETED)
                    .expect(COMPLETED, "send-mail");
        }

        @Test
        void sendAParkedCommandAnew() {
            booking(100, false)
                    .isParked("too large")
                    .expectStuck(StuckReason.PARKED, "too large")
                    .is(RETRY)
                    .expectSent(new BookFlight("t"), new BookHotel("t"));
        }
    }

    @Test
    void aTripWithNothingToUndoIsCancelledAtOnce() {
        SagaScenario.startedAfterCancellation(BOOK_TRIP, new Requested("t", 100, false), "called off")
                .expect(CANCELLED, "book-flight")
                .expectSent();
        booking(100, false)
                .receives(new CallOff("t"))
                .expectJournal(JournalEvent.CANCELLATION_REQUESTED, JournalEvent.SENT);
    }

    @Test
    void theTicketIsIssuedHoweverLongItTakesAndTheMailIsNot() {
        atTicket()
                .expectSent(new IssueTicket("t", "12A"), new SendMail("t"))
                .staysUnanswered("issue-ticket")
                .expectSent(new IssueTicket("t", "12A"));
        assertThat(BOOK_TRIP.outline())
                .filteredOn(SagaDefinition.StepOutline::skippable)
                .extracting(SagaDefinition.StepOutline::name)
                .containsExactly("book-car", "send-mail");
    }
}
