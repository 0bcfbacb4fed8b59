-- Whose answers were lost or late: which sagas sent a command again most often in the last 24 hours?
-- Run: ./run sql "$(cat db/queries/most-resends.sql)"

select order_id, step, count(*) as resends, max(at) as last_at
from sagas.saga_timeline
where event = 'resent' and at > now() - interval '24 hours'
group by order_id, step
order by resends desc, last_at desc
limit 20
