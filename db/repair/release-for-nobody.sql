-- Which stock is reserved for orders that nobody knows any more, since orders and sagas were restored to an earlier
-- moment and the inventory was not? It is released.
-- As: postgres (it reads three schemas; with a server each, see docs/operating.md)
-- Run: ./run sql "$(cat db/repair/release-for-nobody.sql)"

-- Shard 0 may be another one than the order's; what still waits there may be overtaken, which handlers stand. There is no
-- metadata, since neither the saga nor the customer's request is known any more.
insert into sagas.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body)
select 0, r.order_id, command.id, 'ReleaseReservation', 'commands', 'inventory.release',
       convert_to(jsonb_build_object(
           'id', command.id,
           'type', 'ReleaseReservation',
           'version', '1.0',
           'timestamp', clock_timestamp(),
           'data', command.data)::text, 'UTF8')
from inventory.reservation r
     cross join lateral (
         select gen_random_uuid() as id,
                jsonb_build_object('orderId', r.order_id, 'reason', 'the order was lost') as data) command
where r.status = 'active' and r.updated_at < clock_timestamp() - interval '10 minutes'
  and not exists (select from orders.orders o where o.id::text = r.order_id)
  and not exists (select from sagas.saga s where s.business_key = r.order_id)
  and not exists (select from sagas.purged_saga s where s.business_key = r.order_id)
