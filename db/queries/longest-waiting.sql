-- Which orders have been waiting for longest, and for what?
-- Run: ./run sql "$(cat db/queries/longest-waiting.sql)"

select order_id, status, step, attempt, date_trunc('second', now() - started_at) as waiting, last_error
from sagas.saga_overview
where status in ('running', 'compensating', 'stuck')
order by started_at
limit 20
