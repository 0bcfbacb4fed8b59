-- What waits to be published, in each service, and why does the oldest wait?
-- Run: ./run sql "$(cat db/queries/outbox-backlog.sql)"

select service, sum(pending) as pending, sum(parked) as parked,
       date_trunc('second', max(oldest_age)) as oldest_age,
       (array_agg(last_error order by oldest_age desc) filter (where last_error is not null))[1] as last_error
from (
         select 'order-service' as service, * from orders.outbox_backlog
         union all
         select 'inventory-service', * from inventory.outbox_backlog
         union all
         select 'saga-orchestrator', * from sagas.outbox_backlog) backlog
group by service
order by service
