-- What happened to one order, step by step, and where did the time go?
-- Run: ./run sql "$(sed s/ORDER_ID/0199…/ db/queries/one-order.sql)"

with wanted as (select 'ORDER_ID' as order_id)
select seq, at, at - lag(at) over (order by seq) as later, event, step, detail
from wanted join sagas.saga_timeline using (order_id)
order by seq
