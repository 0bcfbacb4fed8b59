-- The conservation rules, a view each. A row is something that must not be, for orders of this order-service with our
-- own inventory-service; while the system works there is none.
--
-- What is only on its way is no violation. A participant answers after its commit, and one statement sees one
-- snapshot: so what an order, its saga, its journal and its reservation say of each other holds at every moment, and
-- rules 2, 3 and 5 need no patience. Only what waits for a message does: it has five minutes.
--
-- Cost: rule 4 reads overdue sagas by index, and the outboxes, which are short: milliseconds. Rules 1, 2, 3 and 5 read the
-- tables that they name from end to end and join them by hash: linear, about 4, 4, 2 and 16 seconds a million orders on
-- two cores, with no lock that anybody waits for. Who asks with `where rule = …` pays for that rule only.

-- 1. Every order has exactly one saga, and every saga one order. An order is ended by its saga, so only a pending one
-- may be ahead of it. While its message waits in the outbox order-service puts its announcement off; once it has
-- announced itself again, or should have, somebody ought to have heard it.

create view one_saga_per_order as
select o.id::text as subject,
       format('the order is %s since %s and has no saga', o.status, o.updated_at) as detail
from orders.orders o
where not exists (select from sagas.saga s where s.type = 'place-order' and s.business_key = o.id::text)
  and (o.status <> 'pending'
       or o.created_at < now() - interval '5 minutes'
          and (o.announcements > 0 or o.next_announcement_at < now())
          and not exists (select from orders.outbox m where m.aggregate_id = o.id::text))
union all
select s.business_key, format('saga %s is %s and has no order', s.id, s.status)
from sagas.saga s
where s.type = 'place-order' and not exists (select from orders.orders o where o.id::text = s.business_key)
union all
select business_key, format('%s sagas have this order', count(*))
from sagas.saga
where type = 'place-order'
group by business_key
having count(*) > 1;

comment on view one_saga_per_order is 'Rule 1: orders without a saga, with several, and sagas without an order';

-- 2. Order, saga and stock agree on how it ended. The saga's step tells which command it has sent last.

create view ends_agree as
select o.id::text as subject,
       format('order %s, saga %s in %s, reservation %s: %s',
              o.status, s.status, s.step, coalesce(r.status, 'missing'), broken.clauses) as detail
from orders.orders o
     join sagas.saga s on s.type = 'place-order' and s.business_key = o.id::text
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

comment on view ends_agree is 'Rule 2: orders that ended otherwise than their saga or their stock, one row an order';

-- 3. Stock is neither made nor lost. Product and reservation change in one transaction.

create view stock_adds_up as
select coalesce(p.id, booked.product_id) as subject, broken.clauses as detail
from inventory.product p
     full join (
         select i.product_id,
                coalesce(sum(i.quantity) filter (where r.status = 'active'), 0)    as active,
                coalesce(sum(i.quantity) filter (where r.status = 'confirmed'), 0) as sold
         from inventory.reservation r
              join inventory.reservation_item i on i.order_id = r.order_id
         where r.status in ('active', 'confirmed')
         group by i.product_id) booked on booked.product_id = p.id
     cross join lateral (
         select concat_ws('; ',
             case when p.id is null
                  then format('no such product, but %s reserved and %s sold', booked.active, booked.sold) end,
             case when p.reserved <> coalesce(booked.active, 0)
                  then format('%s reserved, but active reservations of %s', p.reserved, coalesce(booked.active, 0)) end,
             case when p.received - coalesce(booked.sold, 0) <> p.on_hand
                  then format('%s received less %s sold, but %s on hand',
                              p.received, coalesce(booked.sold, 0), p.on_hand) end,
             case when least(p.received, p.on_hand, p.reserved, p.on_hand - p.reserved) < 0
                  then format('%s received, %s on hand, %s reserved: less than nothing',
                              p.received, p.on_hand, p.reserved) end) as clauses) broken
where broken.clauses <> '';

comment on view stock_adds_up is 'Rule 3: products whose units were made or lost, one row a product';

-- 4. Nothing that could go on waits for long. A row of an outbox is eligible from its last due time on if no older row
-- of its aggregate is left; a parked row, one that backs off and what waits behind them are shown by outbox_backlog.

create view outboxes as
select 'orders' as service, id, aggregate_id, type, created_at, next_attempt_at, parked_at, last_error from orders.outbox
union all
select 'inventory', id, aggregate_id, type, created_at, next_attempt_at, parked_at, last_error from inventory.outbox
union all
select 'sagas', id, aggregate_id, type, created_at, next_attempt_at, parked_at, last_error from sagas.outbox;

comment on view outboxes is 'The messages of all services that wait to be published, and which schema they wait in';

create view nothing_overdue as
select business_key as subject,
       format('saga %s is %s in %s, and its deadline passed at %s', id, status, step, deadline_at) as detail
from sagas.saga
where status in ('running', 'compensating') and deadline_at < now() - interval '5 minutes'
union all
select aggregate_id,
       concat_ws(': ', format('%s %s waits in %s.outbox since %s', type, id, service, created_at), last_error)
from outboxes o
where parked_at is null and greatest(created_at, next_attempt_at) < now() - interval '5 minutes'
  and not exists (
      select from outboxes older
      where older.service = o.service and older.aggregate_id = o.aggregate_id and older.id < o.id);

comment on view nothing_overdue is 'Rule 4: sagas past their deadline, and messages that could have left the outbox, by more than five minutes';

-- 5. Nothing happens twice. Reservations are keyed by text, which can spell one order in two ways.

create view nothing_twice as
select r.order_id as subject, format('%s reservations have this order', r.times) as detail
from (
         select lower(order_id) as order_id, count(*) as times
         from inventory.reservation
         group by lower(order_id)
         having count(*) > 1) r
     join orders.orders o on o.id::text = r.order_id
union all
select s.business_key, format('%s succeeded %s times in saga %s', j.step, j.times, s.id)
from (
         select saga_id, step, count(*) as times
         from sagas.saga_journal
         where event = 'succeeded'
         group by saga_id, step
         having count(*) > 1) j
     join sagas.saga s on s.id = j.saga_id
union all
select s.business_key,
       format('saga %s is %s, but its journal says %s', s.id, s.status, coalesce(j.ends, 'nothing of an end'))
from sagas.saga s
     left join (
         select saga_id, string_agg(event, ' and ') as ends
         from sagas.saga_journal
         where event in ('completed', 'cancelled')
         group by saga_id) j on j.saga_id = s.id
where j.ends is distinct from case when s.status in ('completed', 'cancelled') then s.status end;

comment on view nothing_twice is 'Rule 5: orders with several reservations, steps that succeeded more than once, sagas that did not end exactly once';

create view violations as
select '1 one saga per order' as rule, subject, detail from one_saga_per_order
union all
select '2 order, saga and stock agree', subject, detail from ends_agree
union all
select '3 stock adds up', subject, detail from stock_adds_up
union all
select '4 nothing is overdue', subject, detail from nothing_overdue
union all
select '5 nothing happens twice', subject, detail from nothing_twice;

comment on view violations is 'What breaks a conservation rule: which rule, which order or product, and how; empty while the system works';

grant select on violations to saga_reader;
