-- Which messages could not be handled and wait for an operator, grouped by what was wrong?
-- Run: ./run sql "$(cat db/queries/dead-letters.sql)"

select queue, type, reason, count(*) as letters, min(died_at) as first_died_at, max(died_at) as last_died_at,
       min(id::text) as for_example
from sagas.dead_letters
where status = 'open'
group by queue, type, reason
order by letters desc
