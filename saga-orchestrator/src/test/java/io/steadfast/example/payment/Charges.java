package io.steadfast.example.payment;

import io.steadfast.example.payment.Charge.Status;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where charges are kept. */
@Component
class Charges {

    private final JdbcClient jdbc;

    Charges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The charges of these orders, made where there is none yet, and locked in one order until the transaction ends. */
    Map<String, Charge> lock(Collection<String> orderIds) {
        String[] orders = orderIds.toArray(String[]::new);
        jdbc.sql("""
                        insert into charge (order_id)
                        select distinct order_id collate "C" from unnest(cast(:orders as text[])) as wanted (order_id)
                        order by 1
                        on conflict (order_id) do nothing""").param("orders", orders).update();
        Map<String, Charge> locked = new HashMap<>();
        jdbc.sql("""
                        select order_id, status, customer_id, amount
                        from charge
                        where order_id = any (cast(:orders as text[]))
                        order by order_id
                        for update""").param("orders", orders).query(row -> {
            String order = row.getString("order_id");
            Status status = Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
            locked.put(order, new Charge(order, status, row.getString("customer_id"), row.getLong("amount")));
        });
        return locked;
    }

    /** Writes what has become of a charge that is locked, and books what the customer pays or gets back by it. */
    void save(Charge before, Charge after) {
        jdbc.sql("""
                        update charge
                        set status = :status, customer_id = :customer, amount = :amount, updated_at = clock_timestamp()
                        where order_id = :order""")
                .param("status", after.status().lowerCase())
                .param("customer", after.customerId())
                .param("amount", after.amount())
                .param("order", after.orderId())
                .update();
        if (after.paid() != before.paid()) {
            jdbc.sql("insert into booking (order_id, amount) values (:order, :amount)")
                    .param("order", after.orderId())
                    .param("amount", after.paid() - before.paid())
                    .update();
        }
    }
}
