create table inbox (
    message_id  uuid primary key,
    received_at timestamptz not null default clock_timestamp()
);

comment on table inbox is 'Ids of messages whose effect is committed; written in the handler''s transaction, so that each takes effect once';

create index inbox_received_idx on inbox (received_at);
