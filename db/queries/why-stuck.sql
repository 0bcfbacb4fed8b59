-- Why is this order stuck, what has been tried, and what may an operator do?
-- Run: ./run sql "$(sed s/ORDER_ID/0199…/ db/queries/why-stuck.sql)"

with wanted as (select 'ORDER_ID' as order_id)
select s.step, date_trunc('second', now() - s.stuck_since) as stuck_for, s.reason, s.explanation,
       tried.resends, tried.retries, array_to_string(s.allowed_actions, ', ') as allowed_actions
from wanted
     join sagas.stuck_sagas s using (order_id)
     cross join lateral (
         select count(*) filter (where t.event = 'resent')  as resends,
                count(*) filter (where t.event = 'retried') as retries
         from sagas.saga_timeline t
         where t.saga_id = s.saga_id and t.step = s.step) tried
