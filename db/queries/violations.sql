-- Does anything contradict itself: orders, sagas, stock? No row is the good answer.
-- Run: ./run sql "$(cat db/queries/violations.sql)"

select rule, subject, detail
from audit.violations
order by rule, subject
limit 100
