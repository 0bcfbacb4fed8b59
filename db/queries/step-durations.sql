-- How long did each step take, from its first command to its answer, over the last hour? (milliseconds)
-- Run: ./run sql "$(cat db/queries/step-durations.sql)"

select step, finished, round(p50_ms) as p50_ms, round(p95_ms) as p95_ms, round(p99_ms) as p99_ms
from sagas.saga_step_stats
order by p95_ms desc
