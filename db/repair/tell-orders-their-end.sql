-- Which sagas ended since the orders were restored to an earlier moment? They tell their orders again how they ended.
-- As: sagas_owner
-- Run: ./run sql "$(sed s/RESTORED_TO/2026-11-25T18:26:35Z/ db/repair/tell-orders-their-end.sql)"

-- Shard 0 may be another one than the order's; what still waits there may be overtaken, which handlers stand.
insert into sagas.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, correlation_id, body)
select 0, s.business_key, command.id, command.type, 'commands', command.routing_key, s.correlation_id,
       convert_to(jsonb_build_object(
           'id', command.id,
           'type', command.type,
           'version', '1.0',
           'timestamp', clock_timestamp(),
           'data', command.data,
           'metadata', jsonb_strip_nulls(jsonb_build_object(
               'correlationId', s.correlation_id,
               'sagaId', s.id,
               'traceparent', s.traceparent)))::text, 'UTF8')
from sagas.saga s
     cross join lateral (
         select gen_random_uuid() as id,
                case s.status when 'completed' then 'ConfirmOrder' else 'CancelOrder' end as type,
                case s.status when 'completed' then 'order.confirm' else 'order.cancel' end as routing_key,
                jsonb_strip_nulls(jsonb_build_object('orderId', s.business_key, 'reason', s.undo_reason)) as data) command
where s.type = 'place-order' and s.finished_at > timestamptz 'RESTORED_TO' - interval '10 minutes'
