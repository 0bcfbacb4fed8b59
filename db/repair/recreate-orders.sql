-- Which orders do sagas know that order-service, restored to an earlier moment, does not? They are written again, pending.
-- As: postgres (it reads two schemas; with a server each, see docs/operating.md)
-- Run: ./run sql "$(cat db/repair/recreate-orders.sql)"

-- Not those whose id is none that order-service makes: a foreign program has sent them.
with missing as (
    select own.id, s.data, s.correlation_id, s.traceparent, s.started_at
    from sagas.saga s
         cross join lateral (
             select case when s.business_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                         then s.business_key::uuid end as id) own
    where s.type = 'place-order' and own.id is not null
      and not exists (select from orders.orders o where o.id = own.id)),
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
