package io.steadfast.saga.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.Message.InventoryCommandRefused;
import io.steadfast.contracts.Message.OrderCommandRefused;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import io.steadfast.saga.trip.TripMessage;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Why is this saga where it is, and what is the evidence? */
@RunningOrchestrator
class SituationIT {

    @Autowired
    Sagas sagas;

    @Autowired
    JdbcClient jdbc;

    private Map<String, Object> situation(String order) {
        return jdbc.sql("""
                        select reason, explanation, cast(evidence as text) as evidence
                        from saga_situation where saga_id = :id""").param("id", sagas.id(order)).query().singleRow();
    }

    private void expect(String order, String reason, String... words) {
        Map<String, Object> situation = situation(order);
        assertThat(situation).containsEntry("reason", reason);
        assertThat((String) situation.get("explanation")).contains(words);
        if (sagas.state(order).startsWith("stuck")) {
            assertThat(jdbc.sql("select reason || explanation from stuck_sagas where order_id = ?")
                            .param(order)
                            .query(String.class)
                            .single())
                    .isEqualTo(reason + situation.get("explanation"));
        }
    }

    private UUID letter(String order, String queue, String error) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into dead_letter (id, queue, exchange, routing_key, message_id, order_id, reason, error,
                                                 died_at, deliveries, headers, body)
                        select :id, :queue, 'commands', 'inventory.reserve', command_id::text, business_key, 'handling failed',
                               :error, now(), 5, '{}', ''
                        from saga where business_key = :order""")
                .param("id", id)
                .param("queue", queue)
                .param("error", error)
                .param("order", order)
                .update();
        return id;
    }

    @Test
    void itsCommandHasNotBeenPublished() {
        String order = sagas.newOrder();
        sagas.receive(Sagas.created(order));
        expect(
                order,
                "not-published",
                "The command of reserve-stock has waited in the outbox since 20",
                "Is the broker up?");
        assertThat((String) situation(order).get("evidence")).contains("\"inOutboxSince\"", "\"publishAttempts\": 0");
    }

    @Test
    void itsCommandIsReturnedForWantOfAQueue() {
        String order = sagas.newOrder();
        sagas.receive(Sagas.created(order));
        jdbc.sql("update outbox set attempts = 3, last_error = 'no queue takes it' where aggregate_id = ?")
                .param(order)
                .update();
        expect(order, "not-published", ": no queue takes it. Is the broker up?");
    }

    @Test
    void itsCommandIsParked() {
        String order = sagas.newOrder();
        sagas.receive(Sagas.created(order));
        jdbc.sql("update outbox set parked_at = now(), attempts = 1, last_error = 'too large' where aggregate_id = ?")
                .param(order)
                .update();
        expect(order, "parked", "The command of reserve-stock can never be sent as it is: too large.");
        sagas.set(
                order,
                "status = 'stuck', stuck_reason = 'parked', stuck_since = now(), deadline_at = null, last_error = 'too large'");
        expect(order, "parked", "can never be sent as it is: too large.", "a retry sends it anew");
    }

    @Test
    void itsParticipantIsSilent() {
        String order = sagas.stuck();
        expect(
                order,
                "silent",
                "No answer to reserve-stock, sent 4 times, last at ",
                "If the answer comes after all it goes on by itself");
        jdbc.sql("""
                insert into saga_step_activity (instance_id, type, step, last_reply_at)
                values (gen_random_uuid(), 'place-order', 'reserve-stock', '2026-11-23 08:00:00Z')""").update();
        expect(order, "silent", "Its participant answered this step last at 2");
    }

    @Test
    void itsCommandDiedAtTheParticipant() {
        String order = sagas.stuck();
        UUID letter = letter(order, "inventory-service.commands", "NullPointerException");
        expect(
                order,
                "dead-lettered",
                "The participant could not handle the command of reserve-stock: NullPointerException (dead letter "
                        + letter + " of queue inventory-service.commands)");
        jdbc.sql("update dead_letter set status = 'discarded', decided_at = now() where id = ?")
                .param(letter)
                .update();
        expect(order, "silent", "No answer to reserve-stock");
    }

    @Test
    void itsParticipantRefused() {
        String order = sagas.started();
        sagas.receive(
                Sagas.reserved(order), new OrderCommandRefused(order, "ConfirmOrder", "cancelled", "it has ended"));
        expect(order, "refused", "The participant refused confirm-order: ConfirmOrder refused, the order is cancelled");
    }

    @Test
    void itsUndoFailed() {
        String order = sagas.started();
        sagas.receive(
                Sagas.cancellation(order),
                new InventoryCommandRefused(order, "ReleaseReservation", "confirmed", "it is sold"));
        expect(
                order,
                "undo-failed",
                "The undo release-stock was refused: ReleaseReservation refused, the reservation is confirmed: it is sold.",
                "It is being undone: cancelled by customer.");
    }

    @Test
    void itsTimeIsOver() {
        String trip = sagas.newOrder();
        sagas.receive(
                new TripMessage.Requested(trip, 100, false),
                new TripMessage.FlightBooked(trip, "12A"),
                new TripMessage.HotelBooked(trip));
        sagas.expire(trip);
        expect(
                trip,
                "expired",
                "Out of time in charge: the saga has not ended within PT1H, and it cannot turn back any more.");
    }

    @Test
    void nothingIsWrong() {
        String order = sagas.started();
        expect(order, "waiting", "Waits for the answer to reserve-stock, sent at 2", "Silence is looked into at 2");
        sagas.receive(Sagas.cancellation(order));
        sagas.commandsAreSent();
        expect(order, "waiting", "release-stock, an undo,", "It is being undone: cancelled by customer.");
        sagas.receive(Sagas.released(order), Sagas.cancelled(order));
        expect(order, "cancelled", "Cancelled: all that was or may have been done is undone (cancelled by customer).");
    }

    @Test
    void itWaitsForSeveral() {
        String trip = sagas.newOrder();
        sagas.receive(new TripMessage.Requested(trip, 100, true));
        sagas.commandsAreSent();
        expect(trip, "waiting", "It waits for book-flight, book-hotel, book-car.");
    }
}
