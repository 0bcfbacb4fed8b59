package io.steadfast.saga.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.saga.trip.TripMessage;
import io.steadfast.saga.trip.TripMessage.FlightBooked;
import io.steadfast.saga.trip.TripMessage.HotelBooked;
import io.steadfast.saga.trip.TripMessage.Requested;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sagas that wait for several answers, whose time is over, or whose command cannot be sent. */
class TroubleIT extends SweepFixture {

    private static final JsonMapper JSON = new JsonMapper();

    private String trip() {
        String trip = sagas.newOrder();
        sagas.receive(new Requested(trip, 100, false));
        sagas.commandsAreSent();
        return trip;
    }

    private JsonNode branches(String trip) {
        return JSON.readTree(String.valueOf(sagas.row(trip).get("branches")));
    }

    /** The deadline of one of the saga's branches passes; the saga's own is the nearest. */
    private void overdue(String trip, int branch) {
        sagas.set(
                trip,
                "deadline_at = now() - interval '1 s', branches = jsonb_set(jsonb_set(branches, '{%1$s,deadline_at}', "
                                .formatted(branch)
                        + "to_jsonb(now() - interval '1 s')), '{%1$s,commanded_at}', to_jsonb(now() - interval '1 h'))"
                                .formatted(branch));
    }

    @Test
    void eachBranchHasADeadlineOfItsOwnAndTheSagaTheNearest() {
        String trip = trip();
        assertThat(branches(trip).size()).isEqualTo(2);
        assertThat(is(trip, "deadline_at between now() + interval '9 s' and now() + interval '10 s'"))
                .isTrue();
        assertThat(is(
                        trip,
                        "cast(branches -> 1 ->> 'deadline_at' as timestamptz)"
                                + " between now() + interval '26 s' and now() + interval '33 s'"))
                .as("the hotel has its own patience, with jitter")
                .isTrue();

        sagas.receive(new FlightBooked(trip, "12A"));
        assertThat(sagas.row(trip)).containsEntry("branches", null).containsEntry("step", "book-hotel");
        assertThat(is(trip, "deadline_at between now() + interval '26 s' and now() + interval '33 s'"))
                .as("the deadline that the hotel had")
                .isTrue();

        sagas.receive(new HotelBooked(trip));
        assertThat(sagas.state(trip)).isEqualTo("running charge");
        assertThat(sagas.sent(trip)).containsExactly("TripCharge");
    }

    @Test
    void onlyTheBranchThatIsSilentIsSentAgain() {
        String trip = trip();
        overdue(trip, 1);
        sweep.sweep();
        assertThat(sagas.sent(trip)).containsExactly("TripBookHotel");
        assertThat(branches(trip).path(0).path("attempt").asInt()).isEqualTo(1);
        assertThat(branches(trip).path(1).path("attempt").asInt()).isEqualTo(2);
        assertThat(is(trip, "deadline_at between now() + interval '8 s' and now() + interval '10 s'"))
                .as("the flight's is the nearest again")
                .isTrue();
    }

    @Test
    void aBranchThatStaysSilentMakesTheSagaStuckAndItGoesOnByItselfWhenTheAnswerComes() {
        String trip = trip();
        overdue(trip, 1);
        sweep.sweep();
        sagas.commandsAreSent();
        overdue(trip, 1);
        sweep.sweep();
        assertThat(sagas.state(trip)).isEqualTo("stuck book-hotel");
        assertThat(sagas.row(trip)).containsEntry("deadline_at", null);

        sagas.receive(new HotelBooked(trip));
        assertThat(sagas.state(trip)).isEqualTo("running book-flight");
        expectFreshDeadline(trip, 1);
        assertThat(sagas.journal(trip)).endsWith("stuck", "resumed", "succeeded");
    }

    @Test
    void aTripThatIsOutOfTimeTurnsBack() {
        String trip = trip();
        assertThat(is(trip, "expires_at between now() + interval '59 min' and now() + interval '1 h'"))
                .isTrue();
        sagas.set(trip, "expires_at = now()");
        sweep.sweep();
        assertThat(sagas.state(trip)).isEqualTo("compensating release-hotel");
        assertThat(sagas.row(trip)).containsEntry("expires_at", null);
        assertThat(sagas.journal(trip)).endsWith("expired", "sent");
    }

    @Test
    void aStuckTripThatIsOutOfTimeAfterThePivotIsLookedAtOnce() {
        String trip = trip();
        sagas.receive(new FlightBooked(trip, "12A"), new HotelBooked(trip), new TripMessage.Charged(trip));
        sagas.set(trip, "expires_at = now()");
        sweep.sweep();
        sweep.sweep();
        assertThat(sagas.row(trip))
                .containsEntry("status", "stuck")
                .containsEntry("stuck_reason", "expired")
                .containsEntry("expires_at", null);
        assertThat(sagas.journal(trip)).filteredOn("expired"::equals).hasSize(1);
    }

    @Test
    void aTripThatCannotBeReadHoldsNoOtherUpWhenTheirTimeIsOver() {
        String damaged = trip();
        sagas.set(damaged, "data = '[]', expires_at = now() - interval '1 s'");
        String trip = trip();
        sagas.set(trip, "expires_at = now()");
        sweep.sweep();
        assertThat(sagas.state(trip)).isEqualTo("compensating release-hotel");
        assertThat(is(damaged, "expires_at > now()")).as("postponed").isTrue();
    }

    @Test
    void anOrderIsNeverOutOfTime() {
        assertThat(sagas.row(sagas.started())).containsEntry("expires_at", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "answer"})
    void aCommandThatCanNeverBeSentMakesTheSagaStuckAndHoldsNothingBackOnceItGoesOn(String way) {
        String trip = sagas.newOrder();
        sagas.receive(new Requested(trip, 100, false));
        jdbc.sql(
                        "update outbox set parked_at = now(), attempts = 1, last_error = 'too large' where type = 'TripBookFlight'")
                .update();
        overdue(trip, 0);
        sweep.sweep();
        assertThat(sagas.row(trip))
                .containsEntry("status", "stuck")
                .containsEntry("stuck_reason", "parked")
                .containsEntry("last_error", "too large")
                .containsEntry("step", "book-flight");

        if (way.equals("retry")) {
            sagas.retry(trip);
            assertThat(sagas.sent(trip)).containsExactly("TripBookHotel", "TripBookFlight", "TripBookHotel");
        } else {
            sagas.receive(new FlightBooked(trip, "12A"));
            assertThat(sagas.sent(trip)).containsExactly("TripBookHotel");
        }
        assertThat(jdbc.sql("select count(*) from outbox where parked_at is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void park(String type) {
        jdbc.sql("update outbox set parked_at = now(), attempts = 1, last_error = 'too large' where type = ?")
                .param(type)
                .update();
    }

    private int parked() {
        return jdbc.sql("select count(*) from outbox where parked_at is not null")
                .query(Integer.class)
                .single();
    }

    @Test
    void aTripThatTurnsBackIsNotHeldUpByItsOwnParkedCommand() {
        String trip = sagas.newOrder();
        String another = sagas.newOrder();
        String untouched = sagas.newOrder();
        Stream.of(trip, another, untouched).forEach(each -> sagas.receive(new Requested(each, 100, false)));
        park("TripBookHotel");
        sagas.receive(new TripMessage.CallOff(trip), new TripMessage.CallOff(another));
        assertThat(parked()).isEqualTo(1);
        assertThat(sagas.sent(trip)).containsExactly("TripBookFlight", "TripReleaseHotel");
        assertThat(sagas.sent(another)).containsExactly("TripBookFlight", "TripReleaseHotel");
        assertThat(sagas.sent(untouched)).containsExactly("TripBookFlight", "TripBookHotel");
    }

    @Test
    void aCommandParkedAfterTheTripHasTurnedBackHoldsItUpForOneDeadline() {
        String trip = sagas.newOrder();
        sagas.receive(new Requested(trip, 100, false), new TripMessage.CallOff(trip));
        park("TripBookFlight");
        overdue(trip);
        sweep.sweep();
        assertThat(parked()).isZero();
        assertThat(sagas.state(trip)).isEqualTo("compensating release-hotel");
    }

    @Test
    void aSiblingsRefusalLeavesAParkedCommandForTheOperatorToSee() {
        String trip = sagas.newOrder();
        sagas.receive(new Requested(trip, 100, true));
        park("TripBookFlight");
        overdue(trip, 0);
        sweep.sweep();
        sagas.receive(new TripMessage.CarRefused(trip));
        assertThat(parked()).isEqualTo(1);
        sagas.retry(trip);
        assertThat(parked()).isZero();
    }

    @Test
    void aCommandThatBacksOffIsNotCalledParkedForTheSakeOfALaterOne() {
        String trip = sagas.newOrder();
        sagas.receive(new Requested(trip, 100, false));
        jdbc.sql("update outbox set attempts = 1, last_error = 'no queue' where type = 'TripBookFlight'")
                .update();
        park("TripBookHotel");
        overdue(trip, 0);
        sweep.sweep();
        assertThat(sagas.state(trip)).isEqualTo("running book-flight");
    }
}
