create table shedlock (
    name       varchar(64)  primary key,
    lock_until timestamp    not null,
    locked_at  timestamp    not null,
    locked_by  varchar(255) not null
);

comment on table shedlock is 'Leases of ShedLock: which instance serves an outbox shard or runs a scheduled job, in database time (UTC)';
