-- Which orders ended, or changed, since the sagas were restored to an earlier moment? They announce themselves again.
-- As: orders_owner
-- Run: ./run sql "$(sed s/RESTORED_TO/2026-11-25T18:26:35Z/ db/repair/announce-orders-again.sql)"

-- A cancelled one asks for its cancellation first. Its saga is then not tempted to reserve: the old reservation may be
-- lost, or was never asked for, and nothing would stop it before the pivot. Shard 0 may be another one than the order's;
-- what still waits there may be overtaken, which handlers stand.
insert into orders.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, correlation_id, body)
select 0, o.id::text, message.id, message.type, 'orders', message.routing_key, o.correlation_id,
       convert_to(jsonb_build_object(
           'id', message.id,
           'type', message.type,
           'version', '1.0',
           'timestamp', message.at,
           'data', message.data,
           'metadata', jsonb_strip_nulls(jsonb_build_object(
               'correlationId', o.correlation_id,
               'traceparent', o.traceparent)))::text, 'UTF8')
from orders.orders o
     cross join lateral (
         select 1 as position, gen_random_uuid() as id, 'OrderCancellationRequested' as type,
                'order.cancellation-requested' as routing_key, clock_timestamp() as at,
                jsonb_build_object('orderId', o.id, 'reason', o.reason) as data
         where o.status = 'cancelled'
         union all
         select 2, o.id, 'OrderCreated', 'order.created', o.created_at,
                jsonb_build_object(
                    'id', o.id,
                    'customerId', o.customer_id,
                    'items', (
                        select jsonb_agg(jsonb_build_object('productId', i.product_id, 'quantity', i.quantity) order by i.line)
                        from orders.order_item i
                        where i.order_id = o.id),
                    'status', 'pending',
                    'createdAt', o.created_at)) message
where o.status <> 'pending' and o.updated_at > timestamptz 'RESTORED_TO' - interval '10 minutes'
order by o.updated_at, o.id, message.position
