-- Which orders that ended in the last hour took longest?
-- Run: ./run sql "$(cat db/queries/slowest-orders.sql)"

select order_id, status, finished_at - started_at as took, finished_at
from sagas.saga_overview
where finished_at > now() - interval '1 hour'
order by took desc
limit 20
