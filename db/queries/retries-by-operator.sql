-- Who has acted on sagas in the last 30 days, how often, and how many of them have ended since?
-- Run: ./run sql "$(cat db/queries/retries-by-operator.sql)"

select actor, action, count(*) as actions, count(*) filter (where outcome = 'accepted') as accepted,
       count(distinct s.saga_id) as sagas, count(distinct s.saga_id) filter (where s.finished_at is not null) as ended,
       max(at) as last_at
from sagas.admin_actions a
     left join sagas.saga_overview s
         on s.saga_id = case when a.target ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then a.target::uuid end
where at > now() - interval '30 days'
group by actor, action
order by actions desc
