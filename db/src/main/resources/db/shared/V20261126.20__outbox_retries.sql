-- Messages that were refused wait for their time in an index of their own: nobody who looks for new ones reads past them,
-- however many they are.

create index outbox_new_idx on outbox (shard, id) where attempts = 0 and parked_at is null;
comment on index outbox_new_idx is 'Which messages of a shard were not tried yet?';

create index outbox_retry_idx on outbox (shard, next_attempt_at) where attempts > 0 and parked_at is null;
comment on index outbox_retry_idx is 'Which messages that were refused are due again?';

drop index outbox_due_idx;
