-- Bulk operations with hundreds of thousands of items, many of which have to wait.

-- What a bulk operation was asked to do may be longer than an entry of a B-tree. This comes first, as in the transaction
-- that starts an operation.
create index admin_action_target_hash_idx on admin_action using hash (target);
comment on index admin_action_target_hash_idx is 'What have operators done to this?';
drop index admin_action_target_idx;

alter table admin_operation_item add column since timestamptz;

comment on column admin_operation_item.since is 'What the target had been since, when the operation was started: stuck, or dead; null if an older version started it';

create index admin_operation_item_next_idx on admin_operation_item (operation_id, due_at, position) where state = 'pending';
comment on index admin_operation_item_next_idx is 'What is next in this operation, of what does not have to wait?';
drop index admin_operation_item_pending_idx;
