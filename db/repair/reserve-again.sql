-- Which orders had their stock reserved since the inventory was restored to an earlier moment? It is reserved again, or
-- released again, once more.
-- As: sagas_owner
-- Run: ./run sql "$(sed s/RESTORED_TO/2026-11-25T18:26:35Z/ db/repair/reserve-again.sql)"

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
                case s.status when 'cancelled' then 'ReleaseReservation' else 'ReserveInventory' end as type,
                case s.status when 'cancelled' then 'inventory.release' else 'inventory.reserve' end as routing_key,
                jsonb_strip_nulls(jsonb_build_object(
                    'orderId', s.business_key,
                    'items', case when s.status <> 'cancelled' then s.data -> 'items' end,
                    'reason', case when s.status = 'cancelled' then s.undo_reason end)) as data) command
where s.type = 'place-order' and s.updated_at > timestamptz 'RESTORED_TO' - interval '10 minutes'
  and (s.status in ('completed', 'cancelled') or s.step in ('confirm-order', 'confirm-stock'))
