-- How many sagas started and ended in each hour of the last day?
-- Run: ./run sql "$(cat db/queries/sagas-per-hour.sql)"

select date_trunc('hour', minute) as hour, sum(started) as started, sum(completed) as completed,
       sum(cancelled) as cancelled, sum(stuck) as stuck
from sagas.saga_throughput
group by hour
order by hour desc
