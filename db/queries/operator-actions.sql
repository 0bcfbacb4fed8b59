-- What have operators done lately, to what, why, and what came of it?
-- Run: ./run sql "$(cat db/queries/operator-actions.sql)"

select at, actor, action, target, reason, outcome
from sagas.admin_actions
order by at desc
limit 50
