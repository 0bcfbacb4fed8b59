-- Messages that were refused wait for their time in an index of their own: nobody who looks for new ones reads past them,
-- however many they are.

create index outbox_new_idx on outbox (shard, id) where attempts = 0 and parked_at is null;
comment on index outbox_new_idx is 'Which messages of a shard were not tried yet?';

create index outbox_retry_idx on outbox (shard, next_attempt_at) where attempts > 0 and parked_at is null;
comment on index outbox_retry_idx is 'Which messages that were refused are due again?';

drop index outbox_due_idx;

-- To a planner who was told that the table is empty, which it is most of the time, all indexes that have a column look the
-- same, and it read this one from end to end (a skip scan) for rows that are known by their ids, or the primary key for an
-- aggregate's older messages. With ids negated there is one index for each.

drop index outbox_aggregate_idx;
create index outbox_aggregate_idx on outbox (aggregate_id, (-id));
comment on index outbox_aggregate_idx is 'Which messages of an aggregate are older?';
