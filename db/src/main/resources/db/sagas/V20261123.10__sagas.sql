-- Sagas and their journal.

create table saga (
    id                 uuid        primary key,
    type               text        not null,
    definition_version int         not null,
    business_key       text        not null,
    status             text        not null check (status in ('running', 'compensating', 'completed', 'cancelled', 'stuck')),
    step               text        not null,
    attempt            int         not null,
    command_id         uuid        not null,
    commanded_at       timestamptz not null,
    held_in_outbox     boolean     not null default false,
    deadline_at        timestamptz,
    undos              text[]      not null,
    undo_reason        text,
    stuck_reason       text        check (stuck_reason in ('silent', 'refused')),
    stuck_since        timestamptz,
    last_error         text,
    data               jsonb       not null,
    correlation_id     text,
    traceparent        text,
    version            bigint      not null,
    started_at         timestamptz not null,
    updated_at         timestamptz not null,
    finished_at        timestamptz,
    unique (business_key, type),
    check ((status = 'stuck') = (stuck_reason is not null)),
    check ((status = 'stuck') = (stuck_since is not null)),
    check ((status in ('running', 'compensating')) = (deadline_at is not null)),
    check ((status in ('completed', 'cancelled')) = (finished_at is not null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);

comment on table saga is 'One row a saga: where it stands and what it remembers';
comment on column saga.type is 'Name of the definition; at most one saga of a type has a business key';
comment on column saga.definition_version is 'The version by which the saga began and by which it ends';
comment on column saga.business_key is 'What the saga is about; for place-order the order id';
comment on column saga.step is 'The step or the undo whose command was sent last';
comment on column saga.attempt is 'How often that command was sent since the step began or was retried';
comment on column saga.command_id is 'Message id of its last sending';
comment on column saga.commanded_at is 'When that was written to the outbox';
comment on column saga.held_in_outbox is 'The last look at the deadline found the command still in the outbox';
comment on column saga.deadline_at is 'When silence is looked into next; null for a saga that is stuck or has ended';
comment on column saga.undos is 'Undos still to run if the saga turns back, in the order in which they run';
comment on column saga.undo_reason is 'Why the saga turned back';
comment on column saga.version is 'Counts the changes of the saga; updates compare and set it';

create index saga_overdue_idx on saga (deadline_at) where deadline_at is not null;
create index saga_stuck_idx on saga (stuck_since) where status = 'stuck';
create index saga_listing_idx on saga (started_at desc, id desc);
create index saga_open_idx on saga (status, started_at desc, id desc) where status <> 'completed';

create table saga_journal (
    saga_id    uuid        not null,
    seq        int         not null,
    at         timestamptz not null,
    event      text        not null check (event in (
                   'started', 'sent', 'resent', 'succeeded', 'failed', 'refused', 'cancellation-requested',
                   'stuck', 'retried', 'completed', 'cancelled', 'ignored')),
    step       text        not null,
    message_id uuid,
    detail     jsonb       not null,
    primary key (saga_id, seq)
) with (autovacuum_vacuum_insert_scale_factor = 0.1);

comment on table saga_journal is 'What happened to each saga, in order; written with the saga under its lock, hence without a foreign key';
comment on column saga_journal.step is 'The step, or the undo, in which the saga was';
comment on column saga_journal.message_id is 'The message that came in or went out';
comment on column saga_journal.detail is 'For ignored entries: what came, why nothing changed, and how many times it was so';

-- What is ignored for the same reason in the same step is one row with a count, so that no repetition fills the journal.
create unique index saga_journal_ignored_idx
    on saga_journal (saga_id, step, (detail ->> 'message'), (detail ->> 'why')) where event = 'ignored';
create index saga_journal_at_idx on saga_journal using brin (at) with (pages_per_range = 32, autosummarize = on);

create table saga_cancellation (
    type         text        not null,
    business_key text        not null,
    reason       text        not null,
    message_id   uuid        not null,
    requested_at timestamptz not null default clock_timestamp(),
    primary key (business_key, type)
);

comment on table saga_cancellation is 'Cancellations that came before what they cancel; applied and removed when the saga starts';

-- What the sweep remembers.

create table saga_sweep (
    singleton       boolean     primary key default true check (singleton),
    swept_at        timestamptz not null,
    listening_since timestamptz not null
);

comment on table saga_sweep is 'One row: the last sweep, and since when silence counts';
comment on column saga_sweep.listening_since is 'Moved on by a gap in sweeping and while the outbox does not move: what was silent before gets a fresh deadline';

insert into saga_sweep (swept_at, listening_since)
values (clock_timestamp(), clock_timestamp());

create table saga_step_activity (
    instance_id        uuid        not null,
    type               text        not null,
    step               text        not null,
    last_reply_at      timestamptz not null,
    newest_answered_at timestamptz,
    primary key (instance_id, type, step)
);

comment on table saga_step_activity is 'How each step''s participant answers, as each instance sees it; what tells a backlog from silence';
comment on column saga_step_activity.newest_answered_at is 'When the newest command was written that has been answered';

-- Dead letters and operators.

create table dead_letter (
    id          uuid        primary key,
    queue       text        not null,
    exchange    text        not null,
    routing_key text        not null,
    message_id  text,
    type        text,
    order_id    text,
    reason      text        not null,
    error       text,
    died_at     timestamptz not null,
    kept_at     timestamptz not null default clock_timestamp(),
    deliveries  int         not null,
    headers     jsonb       not null,
    body        bytea       not null,
    status      text        not null default 'open' check (status in ('open', 'replayed', 'discarded'))
);

comment on table dead_letter is 'One row a death of a message that could not be handled, kept until an operator decides';
comment on column dead_letter.id is 'Of the death, not of the message, which may die again';
comment on column dead_letter.order_id is 'As far as the body can be read';
comment on column dead_letter.body is 'As it was; it may not be JSON, nor text';

create index dead_letter_open_idx on dead_letter (died_at desc, id desc) where status = 'open';
create index dead_letter_order_idx on dead_letter (order_id) where order_id is not null;

create table admin_action (
    id              bigint generated always as identity primary key,
    at              timestamptz not null default clock_timestamp(),
    actor           text        not null,
    action          text        not null,
    target          text        not null,
    reason          text        not null,
    outcome         text        not null,
    idempotency_key text,
    response_status int,
    response        jsonb,
    unique (actor, idempotency_key)
);

comment on table admin_action is 'What operators did: who, what, why, and what came of it';
comment on column admin_action.idempotency_key is 'As sent with the request; its repetition is answered with the response kept here';

create index admin_action_at_idx on admin_action (at desc);

-- The public views.

create view saga_overview as
select id as saga_id, type as saga_type, definition_version, business_key as order_id, status, step, attempt,
       started_at, updated_at, finished_at, deadline_at, last_error, correlation_id
from saga;

comment on view saga_overview is 'Every saga: where it stands';

create view saga_timeline as
select j.saga_id, s.business_key as order_id, j.seq, j.at, j.event, j.step, j.message_id, j.detail
from saga_journal j
     join saga s on s.id = j.saga_id;

comment on view saga_timeline is 'Everything that happened to every saga; order by seq within a saga';

create view stuck_sagas as
select id as saga_id, business_key as order_id, step, stuck_since, attempt as attempts, stuck_reason as reason,
       last_error, array['retry'] as allowed_actions
from saga
where status = 'stuck';

comment on view stuck_sagas is 'Sagas that wait for an answer or an operator, why, and what the operator may do';

create view saga_step_stats as
select done.step,
       count(*) as finished,
       percentile_cont(0.50) within group (order by took.ms) as p50_ms,
       percentile_cont(0.95) within group (order by took.ms) as p95_ms,
       percentile_cont(0.99) within group (order by took.ms) as p99_ms
from saga_journal done
     cross join lateral (
         select extract(epoch from done.at - min(sent.at))::double precision * 1000 as ms
         from saga_journal sent
         where sent.saga_id = done.saga_id and sent.step = done.step and sent.event = 'sent'
     ) took
where done.event in ('succeeded', 'failed') and done.at > now() - interval '1 hour'
group by done.step;

comment on view saga_step_stats is 'How long steps took from first command to answer, over the last hour';

create view saga_throughput as
select date_trunc('minute', at) as minute,
       count(*) filter (where event = 'started')   as started,
       count(*) filter (where event = 'completed') as completed,
       count(*) filter (where event = 'cancelled') as cancelled,
       count(*) filter (where event = 'stuck')     as stuck
from saga_journal
where event in ('started', 'completed', 'cancelled', 'stuck') and at > now() - interval '24 hours'
group by 1;

comment on view saga_throughput is 'Sagas started, ended and stuck in each minute of the last day';

create view dead_letters as
select id, queue, message_id, type, order_id, reason, error, died_at, status
from dead_letter;

comment on view dead_letters is 'Messages that could not be handled, and what became of them';

create view admin_actions as
select at, actor, action, target, reason, outcome
from admin_action;

comment on view admin_actions is 'What operators did';

grant select on saga_overview, saga_timeline, stuck_sagas, saga_step_stats, saga_throughput, dead_letters, admin_actions
    to saga_reader;
