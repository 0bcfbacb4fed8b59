-- Which orders have been waiting for longest, and for what?
-- Run: ./run sql "$(cat db/queries/longest-waiting.sql)"

-- Each status by itself, as an index has it; a million finished sagas may be older than the oldest of these.
select order_id, status, step, attempt, date_trunc('second', now() - started_at) as waiting, last_error
from (
         (select * from sagas.saga_overview where status = 'running' order by started_at limit 20)
         union all
         (select * from sagas.saga_overview where status = 'compensating' order by started_at limit 20)
         union all
         (select * from sagas.saga_overview where status = 'stuck' order by started_at limit 20)) oldest
order by started_at
limit 20
