-- How many sagas started and ended in each minute of the last hour?
-- Run: ./run sql "$(cat db/queries/throughput.sql)"

select minute, coalesce(started, 0) as started, coalesce(completed, 0) as completed,
       coalesce(cancelled, 0) as cancelled, coalesce(stuck, 0) as stuck
from generate_series(date_trunc('minute', now()) - interval '59 minutes', now(), interval '1 minute') as minute
     left join sagas.saga_throughput using (minute)
order by minute desc
