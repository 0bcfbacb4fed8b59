-- What is kept of a saga for good, and the indexes by which a million finished sagas are in nobody's way.

create table purged_saga (
    business_key text        not null,
    type         text        not null,
    saga_id      uuid        not null,
    status       text        not null check (status in ('completed', 'cancelled')),
    step         text        not null,
    finished_at  timestamptz not null,
    primary key (business_key, type)
);

comment on table purged_saga is 'What is left of a finished saga after its retention: how it ended, and that it must not start again';
comment on column purged_saga.business_key is 'As in saga; a key is in one of the two tables, never in both';
comment on column purged_saga.step is 'The step or the undo whose command was sent last';

create index saga_cancellation_requested_idx on saga_cancellation (requested_at);
comment on index saga_cancellation_requested_idx is 'Which cancellations have waited in vain for what they cancel?';

-- An update of a saga moves its deadline, and so writes an entry into each index that the row is in: four times in an
-- order's life. What is about finished sagas only is written once. To build all this takes about three seconds a million
-- sagas, for which messages wait.

create index saga_finished_idx on saga (finished_at) where finished_at is not null;
create index saga_ended_idx on saga (status, step) where finished_at is not null;
create index saga_status_idx on saga (status, started_at desc, id desc, step) where status <> 'completed';
drop index saga_open_idx;

comment on index saga_overdue_idx is 'Which sagas are overdue, for longest first? (sweep)';
comment on index saga_stuck_idx is 'Which sagas are stuck, for longest first?';
comment on index saga_listing_idx is 'Which sagas are the newest, or the newest of those started before some time? Completed ones, too, as nearly all are';
comment on index saga_status_idx is 'Which sagas of this status, in this step, are the newest or the oldest? How many are not finished?';
comment on index saga_finished_idx is 'Which sagas finished lately, or so long ago that they are purged?';
comment on index saga_ended_idx is 'How many sagas ended in which way? Did any end in this step?';

create index saga_journal_trouble_idx on saga_journal (at)
    where event not in ('started', 'sent', 'succeeded', 'completed', 'cancelled', 'ignored');

comment on index saga_journal_trouble_idx is 'What went otherwise than planned in the last hours? (failures, resends, requests to cancel, operators)';
comment on index saga_journal_at_idx is 'What happened within some time? Nothing here relies on it: once purged space is used again the planner may prefer to read all';
comment on index saga_journal_ignored_idx is 'Was this ignored before for the same reason in the same step?';

-- What happened lately is asked of the sagas of that time, and of their journals by key: the journal itself is in the
-- order of time only until purged space is used again.

create or replace view saga_step_stats as
select took.step,
       count(*) as finished,
       percentile_cont(0.50) within group (order by took.ms) as p50_ms,
       percentile_cont(0.95) within group (order by took.ms) as p95_ms,
       percentile_cont(0.99) within group (order by took.ms) as p99_ms
from (
         select j.step,
                extract(epoch from min(j.at) filter (where j.event in ('succeeded', 'failed'))
                                   - min(j.at) filter (where j.event = 'sent'))::double precision * 1000 as ms
         from (
                  select id from saga where finished_at > now() - interval '1 hour'
                  union all
                  select id
                  from saga
                  where status in ('running', 'compensating', 'stuck') and updated_at > now() - interval '1 hour') recent
              join saga_journal j on j.saga_id = recent.id
         where j.event in ('sent', 'succeeded', 'failed')
         group by j.saga_id, j.step
         having min(j.at) filter (where j.event in ('succeeded', 'failed')) > now() - interval '1 hour') took
group by took.step;

create or replace view saga_throughput as
select date_trunc('minute', happened.at) as minute,
       count(*) filter (where happened.event = 'started')   as started,
       count(*) filter (where happened.event = 'completed') as completed,
       count(*) filter (where happened.event = 'cancelled') as cancelled,
       count(*) filter (where happened.event = 'stuck')     as stuck
from (
         select 'started' as event, started_at as at from saga where started_at > now() - interval '24 hours'
         union all
         select status, finished_at from saga where finished_at > now() - interval '24 hours'
         union all
         select event, at from saga_journal where event = 'stuck' and at > now() - interval '24 hours') happened
group by 1;
