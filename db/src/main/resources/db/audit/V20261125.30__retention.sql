-- A saga that was purged after its retention is still its order's saga: rules 1 and 2 look at what is left of it.

create view order_saga as
select id, business_key, status, step from sagas.saga where type = 'place-order'
union all
select saga_id, business_key, status, step from sagas.purged_saga where type = 'place-order';

comment on view order_saga is 'The sagas of all orders, those that were purged included';

create or replace view one_saga_per_order as
select o.id::text as subject,
       format('the order is %s since %s and has no saga', o.status, o.updated_at) as detail
from orders.orders o
where not exists (select from order_saga s where s.business_key = o.id::text)
  and (o.status <> 'pending'
       or o.created_at < now() - interval '5 minutes'
          and (o.announcements > 0 or o.next_announcement_at < now())
          and not exists (select from orders.outbox m where m.aggregate_id = o.id::text))
union all
select s.business_key, format('saga %s is %s and has no order', s.id, s.status)
from order_saga s
where not exists (select from orders.orders o where o.id::text = s.business_key)
union all
select business_key, format('%s sagas have this order', count(*))
from order_saga
group by business_key
having count(*) > 1;

create or replace view ends_agree as
select o.id::text as subject,
       format('order %s, saga %s in %s, reservation %s: %s',
              o.status, s.status, s.step, coalesce(r.status, 'missing'), broken.clauses) as detail
from orders.orders o
     join order_saga s on s.business_key = o.id::text
     left join inventory.reservation r on r.order_id = o.id::text
     cross join lateral (
         select concat_ws('; ',
             case when o.status = 'confirmed' and s.step not in ('confirm-order', 'confirm-stock')
                  then 'confirmed before the pivot' end,
             case when o.status = 'confirmed' and (r.status is null or r.status not in ('active', 'confirmed'))
                  then 'confirmed without stock' end,
             case when o.status = 'cancelled' and s.step <> 'cancel-order'
                  then 'cancelled by nobody' end,
             case when o.status = 'cancelled' and r.status = 'active'
                  then 'stock is reserved for a cancelled order' end,
             case when s.status = 'completed' and o.status <> 'confirmed'
                  then 'the saga completed without a confirmed order' end,
             case when s.status = 'completed' and r.status is distinct from 'confirmed'
                  then 'the saga completed without sold stock' end,
             case when s.status = 'cancelled' and o.status <> 'cancelled'
                  then 'the saga undid everything but the order' end,
             case when s.status = 'cancelled' and r.status in ('active', 'confirmed')
                  then 'the saga undid everything but the stock' end,
             case when r.status = 'confirmed' and s.step <> 'confirm-stock'
                  then 'stock was sold before the saga said so' end) as clauses) broken
where broken.clauses <> '';
