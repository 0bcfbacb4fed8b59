package io.steadfast.saga.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.Message.OrderCommandRefused;
import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import io.steadfast.saga.trip.TripMessage.CarBooked;
import io.steadfast.saga.trip.TripMessage.CarRefused;
import io.steadfast.saga.trip.TripMessage.Charged;
import io.steadfast.saga.trip.TripMessage.FlightBooked;
import io.steadfast.saga.trip.TripMessage.HotelBooked;
import io.steadfast.saga.trip.TripMessage.Requested;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What operators may do to a saga, and what the view says that they may. */
@RunningOrchestrator
class SagaActionsIT {

    @LocalServerPort
    int port;

    @Autowired
    Sagas sagas;

    @Autowired
    JdbcClient jdbc;

    JsonApi operator;

    @BeforeEach
    void logIn() {
        operator = new JsonApi(port, JsonApi.login("operator", "operator-secret"));
    }

    private Answer act(String action, String order, String... headers) {
        return operator.post(
                "/admin/sagas/%s/%s".formatted(sagas.id(order), action), "{\"reason\":\"as agreed\"}", headers);
    }

    private String tripWithoutCar() {
        String trip = sagas.newOrder();
        sagas.receive(new Requested(trip, 100, true), new CarRefused(trip));
        return trip;
    }

    @Test
    void cancelUndoesAStuckOrderAndTellsTheCustomerWhy() {
        String order = sagas.stuck();
        Answer answer = act("cancel", order);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asString()).isEqualTo("compensating");
        assertThat(sagas.sent(order)).containsExactly("ReleaseReservation");
        sagas.receive(Sagas.released(order));
        assertThat(sagas.outbox(order).get(1).path("data").path("reason").asString())
                .isEqualTo("cancelled by operator: as agreed");
        assertThat(jdbc.sql("""
                        select concat_ws(' ', detail ->> 'actor', detail ->> 'reason') from saga_timeline
                        where order_id = ? and event = 'cancellation-requested'""").param(order).query(String.class).single()).isEqualTo("operator as agreed");
        assertThat(jdbc.sql("""
                        select concat_ws(' ', actor, action, reason, outcome) from admin_actions
                        where target = ?""")
                        .param(sagas.id(order).toString())
                        .query(String.class)
                        .single())
                .isEqualTo("operator cancel as agreed accepted");
    }

    @Test
    void cancelIsRefusedOnceThePivotsCommandIsSent() {
        String order = sagas.started();
        sagas.receive(Sagas.reserved(order));
        Answer answer = act("cancel", order);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("detail").asString()).isEqualTo("too late: the pivot's command has been sent");
        assertThat(sagas.state(order)).isEqualTo("running confirm-order");
    }

    @Test
    void skipIsRefusedForEveryStepOfAnOrderAndTheAnswerSaysWhy() {
        Answer answer = act("skip", sagas.stuck());
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("detail").asString())
                .isEqualTo("the definition of place-order lets nobody skip reserve-stock");
        assertThat(answer.json().path("allowedActions").toString()).isEqualTo("[\"retry\",\"cancel\"]");
    }

    @Test
    void everyActionOnASagaThatEndedByAVersionUnknownHereIsRefused() {
        String order = sagas.newOrder();
        sagas.receive(Sagas.created(order), Sagas.cancellation(order), Sagas.released(order), Sagas.cancelled(order));
        sagas.set(order, "definition_version = 99");
        for (String action : List.of("retry", "cancel", "skip")) {
            Answer answer = act(action, order);
            assertThat(answer.status()).as(action).isEqualTo(409);
            assertThat(answer.json().path("sagaStatus").asString()).as(action).isEqualTo("cancelled");
            assertThat(answer.json().path("allowedActions").toString())
                    .as(action)
                    .isEqualTo("[]");
        }
    }

    @Test
    void skipGoesOnWithoutAStepThatTheDefinitionCanDoWithout() {
        String trip = tripWithoutCar();
        assertThat(sagas.state(trip)).isEqualTo("stuck book-car");
        Answer answer = act("skip", trip);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asString()).isEqualTo("running");
        sagas.receive(new FlightBooked(trip, "12A"), new HotelBooked(trip));
        assertThat(sagas.state(trip)).isEqualTo("running charge");
        assertThat(sagas.journal(trip)).contains("skipped");
    }

    @Test
    void anActionWithTheSameKeyHasOneEffect() {
        String trip = tripWithoutCar();
        String key = UUID.randomUUID().toString();
        assertThat(act("skip", trip, "Idempotency-Key", key).status()).isEqualTo(202);
        assertThat(act("skip", trip, "Idempotency-Key", key).status()).isEqualTo(202);
        assertThat(sagas.journal(trip)).filteredOn("skipped"::equals).hasSize(1);
        assertThat(act("cancel", trip, "Idempotency-Key", key).status()).isEqualTo(422);
    }

    @Test
    void anActionWithTheSameKeyIsAnsweredTheSameEvenIfTheSagaIsPurged() {
        String order = sagas.stuck();
        String retry = "/admin/sagas/" + sagas.id(order) + "/retry";
        String key = UUID.randomUUID().toString();
        Answer first = operator.post(retry, "{\"reason\":\"again\"}", "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(202);
        jdbc.sql("delete from saga where business_key = ?").param(order).update();
        Answer second = operator.post(retry, "{\"reason\":\"again\"}", "Idempotency-Key", key);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(operator.post(retry, "{\"reason\":\"again\"}").status()).isEqualTo(404);
    }

    @Test
    void ofManyWhoActAtTheSameTimeOneSucceeds() throws Exception {
        String order = sagas.stuck();
        List<Callable<Integer>> clicks = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(i ->
                        () -> act(i % 2 == 0 ? "retry" : "cancel", order).status())
                .toList();
        var threads = Executors.newFixedThreadPool(8);
        List<Integer> answers = new ArrayList<>();
        for (var answer : threads.invokeAll(clicks)) {
            answers.add(answer.get());
        }
        threads.shutdown();
        // A retry leaves a running saga, which can still be cancelled.
        assertThat(answers).filteredOn(status -> status == 202).hasSizeBetween(1, 2);
        assertThat(Set.copyOf(answers)).isSubsetOf(202, 409);
        assertThat(sagas.state(order)).isEqualTo("compensating release-stock");
    }

    @Test
    void theViewAllowsWhatTheApiAcceptsAndNothingElse() {
        Map<String, String> allowedIn = new LinkedHashMap<>();
        for (List<Object> story : stories()) {
            String order = String.valueOf(story.get(0));
            story.subList(1, story.size()).forEach(event -> sagas.receive(event));
            JsonNode saga = operator.get("/admin/sagas/" + sagas.id(order)).json();
            List<String> allowed = new ArrayList<>();
            saga.path("allowedActions").forEach(action -> allowed.add(action.asString()));
            for (String action : List.of("retry", "cancel", "skip")) {
                List<String> inEngine = sagas.allowedActions(order);
                assertThat(inEngine).as("%s of %s", action, saga).isEqualTo(allowed);
                if (!allowed.contains(action)) {
                    assertThat(act(action, order).status())
                            .as("%s of %s", action, saga)
                            .isEqualTo(409);
                }
            }
            for (String action : allowed.stream().limit(1).toList()) {
                assertThat(act(action, order).status())
                        .as("%s of %s", action, saga)
                        .isEqualTo(202);
            }
            allowedIn.put(order, String.join(",", allowed));
        }
        assertThat(allowedIn.values())
                .as("what was allowed in one story or another")
                .contains("retry", "retry,cancel", "retry,cancel,skip", "cancel", "");
    }

    /** A business key each, and what is received about it. */
    private List<List<Object>> stories() {
        String a = sagas.newOrder();
        String b = sagas.newOrder();
        String c = sagas.newOrder();
        String d = sagas.newOrder();
        String e = sagas.newOrder();
        String f = sagas.newOrder();
        String g = sagas.newOrder();
        String h = sagas.newOrder();
        String i = sagas.newOrder();
        return List.of(
                List.of(a, Sagas.created(a)),
                List.of(b, Sagas.created(b), Sagas.reserved(b)),
                List.of(c, Sagas.created(c), Sagas.reserved(c), new OrderCommandRefused(c, "ConfirmOrder", "x", "y")),
                List.of(d, Sagas.created(d), Sagas.cancellation(d)),
                List.of(e, Sagas.created(e), Sagas.reserved(e), Sagas.confirmed(e), Sagas.stockConfirmed(e)),
                List.of(f, Sagas.created(f), Sagas.released(f)),
                List.of(g, new Requested(g, 100, true), new CarRefused(g)),
                List.of(h, new Requested(h, 100, true), new CarBooked(h), new FlightBooked(h, "1"), new HotelBooked(h)),
                List.of(i, new Requested(i, 100, false), new FlightBooked(i, "1"), new HotelBooked(i), new Charged(i)));
    }
}
