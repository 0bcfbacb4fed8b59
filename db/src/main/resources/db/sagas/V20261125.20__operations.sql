-- Bulk operations of operators, and what they decide about dead letters.

create table admin_operation (
    id              uuid        primary key,
    kind            text        not null check (kind in ('retry-sagas', 'replay-dead-letters')),
    filter          jsonb       not null,
    actor           text        not null,
    reason          text        not null,
    dry_run         boolean     not null,
    rate_per_second int         not null check (rate_per_second > 0),
    status          text        not null check (status in ('running', 'completed', 'stopped')),
    matched         int         not null,
    done            int         not null default 0,
    failed          int         not null default 0,
    created_at      timestamptz not null default clock_timestamp(),
    due_at          timestamptz not null default clock_timestamp(),
    finished_at     timestamptz,
    check (done >= 0 and failed >= 0 and done + failed <= matched),
    check ((status = 'running') = (finished_at is null))
);

comment on table admin_operation is 'What operators have done to many at once; a worker carries it on, wherever the one before has died';
comment on column admin_operation.filter is 'What was asked for; what it matched at that moment are the items';
comment on column admin_operation.dry_run is 'It only counted what it would be done to; its items are the first of those';
comment on column admin_operation.done is 'Items done; counted in the transaction in which they are';
comment on column admin_operation.due_at is 'When the next items may be done: the rate, whichever instance keeps it';

create index admin_operation_due_idx on admin_operation (due_at) where status = 'running';
comment on index admin_operation_due_idx is 'Which operations are to be carried on now?';
create index admin_operation_listing_idx on admin_operation (created_at desc, id desc);
comment on index admin_operation_listing_idx is 'Which operations are the newest?';
create index admin_operation_finished_idx on admin_operation (finished_at) where finished_at is not null;
comment on index admin_operation_finished_idx is 'Which operations finished so long ago that they are purged?';

create table admin_operation_item (
    operation_id uuid        not null references admin_operation,
    position     int         not null,
    target       uuid        not null,
    order_id     text,
    state        text        not null default 'pending' check (state in ('pending', 'done', 'failed')),
    outcome      text,
    due_at       timestamptz not null default '-infinity',
    decided_at   timestamptz,
    primary key (operation_id, position),
    check ((state = 'pending') = (decided_at is null)),
    check (state <> 'failed' or outcome is not null)
);

comment on table admin_operation_item is 'To what an operation is done: one row each, decided in the transaction of its effect';
comment on column admin_operation_item.target is 'Id of the saga or of the dead letter';
comment on column admin_operation_item.order_id is 'The order that it is about, as far as known';
comment on column admin_operation_item.outcome is 'What came of it; of a pending one, why it has to wait';
comment on column admin_operation_item.due_at is 'Not before this time; moved on after a failure that will pass';

create index admin_operation_item_pending_idx on admin_operation_item (operation_id, position) where state = 'pending';
comment on index admin_operation_item_pending_idx is 'What is next in this operation?';
create index admin_operation_item_failed_idx on admin_operation_item (operation_id, position) where state = 'failed';
comment on index admin_operation_item_failed_idx is 'What has failed in this operation?';
create index admin_operation_item_waiting_idx on admin_operation_item (operation_id, position)
    where state = 'pending' and outcome is not null;
comment on index admin_operation_item_waiting_idx is 'What has to wait in this operation?';

create index admin_action_target_idx on admin_action (target);
comment on index admin_action_target_idx is 'What have operators done to this?';

-- Dead letters.

alter table dead_letter
    add column decided_at timestamptz,
    add column decided_by text,
    add column decision   text;

-- Until now nobody could decide but by hand.
update dead_letter set decided_at = kept_at where status <> 'open';

alter table dead_letter
    add constraint dead_letter_decided_check check ((status = 'open') = (decided_at is null));

comment on column dead_letter.message_id is 'As the message''s properties have it, or else its body';
comment on column dead_letter.decided_at is 'When an operator replayed or discarded it';
comment on column dead_letter.decision is 'The operator''s reason';

create index dead_letter_listing_idx on dead_letter (died_at desc, id desc);
comment on index dead_letter_listing_idx is 'Which messages died last, whatever became of them?';
create index dead_letter_message_idx on dead_letter (message_id) where message_id is not null;
comment on index dead_letter_message_idx is 'How often has this message died?';
create index dead_letter_decided_idx on dead_letter (decided_at) where decided_at is not null;
comment on index dead_letter_decided_idx is 'Which letters were decided on so long ago that they are purged?';
