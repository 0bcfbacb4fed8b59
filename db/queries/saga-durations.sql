-- How long did orders take from their start to their end, in each hour of the last day? (milliseconds)
-- Run: ./run sql "$(cat db/queries/saga-durations.sql)"

select date_trunc('hour', finished_at) as hour, status, count(*) as sagas,
       round(percentile_cont(0.50) within group (order by took.ms)::numeric) as p50_ms,
       round(percentile_cont(0.95) within group (order by took.ms)::numeric) as p95_ms,
       round(max(took.ms)) as longest_ms
from sagas.saga_overview
     cross join lateral (select extract(epoch from finished_at - started_at) * 1000 as ms) took
where finished_at > now() - interval '24 hours'
group by hour, status
order by hour desc, status
