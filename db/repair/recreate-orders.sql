-- Which orders do sagas know that order-service, restored to an earlier moment, does not? They are written again, pending.
-- As: postgres (it reads two schemas; with a server each, see docs/operating.md)
-- Run: ./run sql "$(cat db/repair/recreate-orders.sql)"

with missing as (
    select s.business_key::uuid as id, s.data, s.correlation_id, s.traceparent, s.started_at
    from sagas.saga s
    where s.type = 'place-order' and not exists (select from orders.orders o where o.id::text = s.business_key)),
recreated as (
    insert into orders.orders (id, customer_id, status, correlation_id, traceparent, created_at, updated_at,
                               next_announcement_at, version)
    select id, data ->> 'customerId', 'pending', correlation_id, traceparent, started_at, started_at,
           clock_timestamp() + interval '30 seconds', 0
    from missing
    returning id)
insert into orders.order_item (order_id, line, product_id, quantity)
select id, item.line, item.value ->> 'productId', (item.value ->> 'quantity')::int
from missing
     cross join lateral jsonb_array_elements(data -> 'items') with ordinality as item (value, line)
where id in (select id from recreated)
