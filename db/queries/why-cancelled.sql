-- Why was this order cancelled, and who decided it?
-- Run: ./run sql "$(sed s/ORDER_ID/0199…/ db/queries/why-cancelled.sql)"

with wanted as (select 'ORDER_ID' as order_id)
select at,
       case event when 'failed' then step when 'expired' then 'the clock'
           else coalesce(detail ->> 'actor', 'customer') end as decided_by,
       detail ->> 'reason' as reason
from wanted join sagas.saga_timeline using (order_id)
where event in ('failed', 'cancellation-requested', 'expired')
order by seq
