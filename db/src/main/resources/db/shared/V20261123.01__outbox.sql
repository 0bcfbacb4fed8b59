create table outbox (
    id              bigint generated always as identity primary key,
    shard           smallint    not null,
    aggregate_id    text        not null,
    message_id      uuid        not null,
    type            text        not null,
    exchange        text        not null,
    routing_key     text        not null,
    correlation_id  text,
    headers         jsonb       not null default '{}',
    body            bytea       not null,
    created_at      timestamptz not null default clock_timestamp(),
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null default '-infinity',
    parked_at       timestamptz,
    last_error      text
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);

comment on table outbox is 'Messages committed and not yet confirmed by the broker; a row goes when its own confirm has come';
comment on column outbox.shard is 'Which relay shard serves the row: a hash of aggregate_id';
comment on column outbox.aggregate_id is 'Messages of one aggregate are published in the order of id';
comment on column outbox.next_attempt_at is 'Not before this time; moved on after a return or a nack';
comment on column outbox.parked_at is 'Set when the row can never be sent; it then holds the later rows of its aggregate';

create index outbox_due_idx on outbox (shard, id) where parked_at is null;
create index outbox_aggregate_idx on outbox (aggregate_id, id);

create table outbox_shard (
    shard smallint primary key
);

comment on table outbox_shard is 'One row a shard; the relay that drains the shard holds the row''s lock, which fences late relays';

insert into outbox_shard (shard)
select generate_series(0, 3);

create table outbox_relay (
    instance_id uuid primary key,
    seen_at     timestamptz not null default clock_timestamp()
);

comment on table outbox_relay is 'Instances able to relay, with their last sign of life: what a fair share of the shards is counted from';

create view outbox_backlog as
select s.shard,
       count(o.id) filter (where o.parked_at is null)      as pending,
       count(o.id) filter (where o.parked_at is not null)  as parked,
       clock_timestamp() - min(o.created_at)               as oldest_age,
       (array_agg(o.last_error order by o.id) filter (where o.last_error is not null))[1] as last_error
from outbox_shard s
     left join outbox o on o.shard = s.shard
group by s.shard
order by s.shard;

comment on view outbox_backlog is 'What waits to be published, by shard: pending and parked messages, age of the oldest, its last error';

grant select on outbox_backlog to saga_reader;
