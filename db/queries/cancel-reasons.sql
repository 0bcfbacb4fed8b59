-- For which reasons were orders cancelled in the last 24 hours, and how many for each?
-- Run: ./run sql "$(cat db/queries/cancel-reasons.sql)"

select regexp_replace(detail ->> 'reason', ' \(requested \d+, available \d+\)', '', 'g') as reason,
       count(*) as orders, max(at) as last_at
from sagas.saga_timeline
where event in ('failed', 'cancellation-requested', 'expired') and at > now() - interval '24 hours'
group by 1
order by orders desc, last_at desc
limit 20
