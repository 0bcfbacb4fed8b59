package io.steadfast.saga.testing;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.InventoryConfirmed;
import io.steadfast.contracts.Message.InventoryReleased;
import io.steadfast.contracts.Message.InventoryReserved;
import io.steadfast.contracts.Message.OrderCancellationRequested;
import io.steadfast.contracts.Message.OrderCreated;
import io.steadfast.contracts.Message.OrderStatusUpdated;
import io.steadfast.contracts.OrderStatus;
import io.steadfast.local.testing.OutboxRows;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import io.steadfast.messaging.wire.TimeOrderedId;
import io.steadfast.saga.engine.Action;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.SagaCore;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Lets things happen to sagas and looks at what came of it. */
public final class Sagas {

    private static final List<Item> ITEMS = List.of(new Item("item1", 2));

    private final JdbcClient jdbc;
    private final OutboxRows outbox;
    private final TransactionOperations transactions;
    private final MessageHandler handler;
    private final SagaStore store;

    Sagas(
            JdbcClient jdbc,
            DataSource dataSource,
            TransactionOperations transactions,
            MessageHandler handler,
            SagaStore store) {
        this.jdbc = jdbc;
        this.outbox = new OutboxRows(dataSource);
        this.transactions = transactions;
        this.handler = handler;
        this.store = store;
    }

    public static OrderCreated created(String order) {
        return new OrderCreated(order, "c-42", ITEMS, OrderStatus.PENDING, Instant.now());
    }

    public static InventoryReserved reserved(String order) {
        return new InventoryReserved(order, ITEMS);
    }

    public static OrderStatusUpdated confirmed(String order) {
        return new OrderStatusUpdated(order, OrderStatus.CONFIRMED, null, Instant.now());
    }

    public static OrderStatusUpdated cancelled(String order) {
        return new OrderStatusUpdated(order, OrderStatus.CANCELLED, "why", Instant.now());
    }

    public static InventoryConfirmed stockConfirmed(String order) {
        return new InventoryConfirmed(order);
    }

    public static InventoryReleased released(String order) {
        return new InventoryReleased(order);
    }

    public static OrderCancellationRequested cancellation(String order) {
        return new OrderCancellationRequested(order, null);
    }

    /** A new message with this data. */
    public static Received<?> message(Object data) {
        return message(data, Metadata.EMPTY);
    }

    public static Received<?> message(Object data, Metadata metadata) {
        return new Received<>(TimeOrderedId.next(), data, Instant.now(), metadata);
    }

    /** An order that nobody else uses. */
    public String newOrder() {
        return UUID.randomUUID().toString();
    }

    /** A saga of a new order in its first step, its command already sent; returns the order. */
    public String started() {
        String order = newOrder();
        receive(created(order));
        commandsAreSent();
        return order;
    }

    /** A stuck saga of a new order; returns the order. */
    public String stuck() {
        String order = started();
        set(
                order,
                "status = 'stuck', stuck_reason = 'silent', stuck_since = now(), deadline_at = null, "
                        + "last_error = 'no answer to 4 attempts', attempt = 4");
        return order;
    }

    /** Handles messages as one batch in one transaction. */
    public void receive(Object... data) {
        handle(Stream.of(data).<Received<?>>map(Sagas::message).toList());
    }

    public void handle(List<Received<?>> messages) {
        transactions.executeWithoutResult(status -> handler.handle(messages));
    }

    /** As an operator retries it. */
    public void retry(String order) {
        on(order, new Incoming.Operator(Action.RETRY, "operator", "again"));
    }

    public void expire(String order) {
        on(order, new Incoming.Expired());
    }

    private void on(String order, Incoming incoming) {
        transactions.executeWithoutResult(status -> {
            List<LockedSaga<?>> locked = store.lock(List.of(id(order)), List.of());
            locked.forEach(saga -> saga.on(incoming, null));
            store.save(locked);
        });
    }

    /** What the engine would accept now. */
    public List<String> allowedActions(String order) {
        return transactions.execute(
                status -> allowed(store.lock(List.of(id(order)), List.of()).get(0)));
    }

    private static <D> List<String> allowed(LockedSaga<D> saga) {
        return SagaCore.allowedActions(saga.definition(), saga.saga()).stream()
                .map(Action::lowerCase)
                .toList();
    }

    /** As if the broker had confirmed all that was in the outbox. */
    public void commandsAreSent() {
        jdbc.sql("delete from outbox").update();
    }

    public void set(String order, String assignments) {
        jdbc.sql("update saga set " + assignments + " where business_key = ?")
                .param(order)
                .update();
    }

    public Map<String, Object> row(String order) {
        return jdbc.sql("select * from saga where business_key = ?")
                .param(order)
                .query()
                .singleRow();
    }

    public UUID id(String order) {
        return (UUID) row(order).get("id");
    }

    /** Status and step, as in {@code running reserve-stock}. */
    public String state(String order) {
        return row(order).get("status") + " " + row(order).get("step");
    }

    public List<String> journal(String order) {
        return jdbc.sql("select event from saga_timeline where order_id = ? order by seq")
                .param(order)
                .query(String.class)
                .list();
    }

    /** The messages in the outbox about an order, in the order of sending. */
    public List<JsonNode> outbox(String order) {
        return outbox.of(order);
    }

    public List<String> sent(String order) {
        return outbox.typesOf(order);
    }
}
