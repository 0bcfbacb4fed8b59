-- Which sagas are stuck, since when, why, and what may an operator do?
-- Run: ./run sql "$(cat db/queries/stuck-sagas.sql)"

select order_id, step, date_trunc('second', now() - stuck_since) as stuck_for, attempts, reason, last_error,
       array_to_string(allowed_actions, ', ') as allowed_actions
from sagas.stuck_sagas
order by stuck_since
limit 50
