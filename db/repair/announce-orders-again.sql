-- Which orders ended, or changed, since the sagas were restored to an earlier moment? They announce themselves again.
-- As: orders_owner
-- Run: ./run sql "$(sed s/RESTORED_TO/2026-11-25T18:26:35Z/ db/repair/announce-orders-again.sql)"

insert into orders.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, correlation_id, body)
select 0, o.id::text, o.id, 'OrderCreated', 'orders', 'order.created', o.correlation_id,
       convert_to(jsonb_build_object(
           'id', o.id,
           'type', 'OrderCreated',
           'version', '1.0',
           'timestamp', o.created_at,
           'data', jsonb_build_object(
               'id', o.id,
               'customerId', o.customer_id,
               'items', (
                   select jsonb_agg(jsonb_build_object('productId', i.product_id, 'quantity', i.quantity) order by i.line)
                   from orders.order_item i
                   where i.order_id = o.id),
               'status', 'pending',
               'createdAt', o.created_at),
           'metadata', jsonb_strip_nulls(jsonb_build_object(
               'correlationId', o.correlation_id,
               'traceparent', o.traceparent)))::text, 'UTF8')
from orders.orders o
where o.status <> 'pending' and o.updated_at > timestamptz 'RESTORED_TO' - interval '10 minutes'
