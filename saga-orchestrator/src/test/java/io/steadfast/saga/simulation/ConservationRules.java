package io.steadfast.saga.simulation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.steadfast.contracts.OrderStatus;
import io.steadfast.saga.engine.JournalEntry;
import io.steadfast.saga.engine.JournalEvent;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The contract's conservation rules, over the models. */
final class ConservationRules {

    private final OrderSimulation run;
    private final List<String> broken = new ArrayList<>();

    private ConservationRules(OrderSimulation run) {
        this.run = run;
    }

    static List<String> brokenIn(OrderSimulation run) {
        var rules = new ConservationRules(run);
        run.orders.orders().values().forEach(rules::orderEndsAsItsSagaAndItsStock);
        run.sagas().sagas().keySet().forEach(rules::journalTellsOfOneSuccessAStepAndOneEnd);
        rules.stockIsConserved();
        rules.noMessageTakesEffectTwice();
        rules.check(
                run.sagas().sagas().keySet().equals(run.orders.orders().keySet()), "an order has no saga", run.orders);
        return rules.broken;
    }

    private void orderEndsAsItsSagaAndItsStock(ModelOrders.Order order) {
        String id = order.created().id();
        Saga<?> saga = run.sagas().sagas().get(id);
        ModelStock.Fate fate = run.stock.fateOf(id);
        check(saga != null && saga.status().isEnded(), "the saga has not ended", saga == null ? id : saga);
        if (saga == null) {
            return;
        }
        boolean completed = saga.status() == SagaStatus.COMPLETED;
        OrderStatus expected = completed ? OrderStatus.CONFIRMED : OrderStatus.CANCELLED;
        check(order.status() == expected, "the order has not ended as its saga", order + " / " + saga);
        check(
                completed == (fate == ModelStock.Fate.CONFIRMED),
                "the stock is not sold as ordered",
                fate + " / " + saga);
        check(fate != ModelStock.Fate.ACTIVE, "stock stays reserved", saga);
    }

    private void journalTellsOfOneSuccessAStepAndOneEnd(String key) {
        List<JournalEntry> journal = run.sagas().journalOf(key);
        journal.stream()
                .filter(entry -> entry.event() == JournalEvent.SUCCEEDED)
                .collect(groupingBy(JournalEntry::step, counting()))
                .forEach((step, times) -> check(times == 1, "a step succeeded more than once", key + " " + step));
        long ends = journal.stream()
                .filter(entry -> Stream.of(JournalEvent.COMPLETED, JournalEvent.CANCELLED)
                        .anyMatch(entry.event()::equals))
                .count();
        check(ends == 1, "a saga has " + ends + " ends", key);
    }

    private void stockIsConserved() {
        ModelStock.RECEIVED.forEach((product, received) ->
                check(run.stock.taken(product) <= received, "more is taken than was there", product));
    }

    private void noMessageTakesEffectTwice() {
        Stream.of(run.orders, run.stock, run.sagas())
                .forEach(service ->
                        check(service.repeatedEffects().isEmpty(), "a message took effect twice", service.getClass()));
    }

    private void check(boolean holds, String complaint, Object subject) {
        if (!holds) {
            broken.add(complaint + ": " + subject);
        }
    }
}
