-- Which orders had their stock sold since the inventory was restored to an earlier moment? Once it is reserved again
-- (reserve-again.sql, a minute before), it is sold again.
-- As: sagas_owner
-- Run: ./run sql "$(sed s/RESTORED_TO/2026-11-25T18:26:35Z/ db/repair/sell-again.sql)"

-- Shard 0 may be another one than the order's; what still waits there may be overtaken, which handlers stand.
insert into sagas.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, correlation_id, body)
select 0, s.business_key, command.id, 'ConfirmReservation', 'commands', 'inventory.confirm', s.correlation_id,
       convert_to(jsonb_build_object(
           'id', command.id,
           'type', 'ConfirmReservation',
           'version', '1.0',
           'timestamp', clock_timestamp(),
           'data', command.data,
           'metadata', jsonb_strip_nulls(jsonb_build_object(
               'correlationId', s.correlation_id,
               'sagaId', s.id,
               'traceparent', s.traceparent)))::text, 'UTF8')
from sagas.saga s
     cross join lateral (
         select gen_random_uuid() as id, jsonb_build_object('orderId', s.business_key) as data) command
where s.type = 'place-order' and s.status = 'completed'
  and s.finished_at > timestamptz 'RESTORED_TO' - interval '10 minutes'
