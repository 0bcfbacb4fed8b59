create table orders (
    id                   uuid        primary key,
    customer_id          text        not null,
    status               text        not null check (status in ('pending', 'confirmed', 'cancelled')),
    reason               text,
    correlation_id       text,
    traceparent          text,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    cancellation_id      uuid,
    cancellation_reason  text,
    next_announcement_at timestamptz,
    announcements        int         not null default 0,
    version              bigint      not null,
    check (status <> 'cancelled' or reason is not null),
    check (status <> 'pending' or next_announcement_at is not null)
);

comment on table orders is 'Orders as their customers see them; pending until the saga confirms or cancels them, then never changed again';
comment on column orders.id is 'Also the id of the OrderCreated message, however often the order is announced';
comment on column orders.reason is 'Why a cancelled order was cancelled; it names the products if stock was the reason';
comment on column orders.correlation_id is 'X-Correlation-Id of the request that placed the order; repeated in every message about it';
comment on column orders.traceparent is 'W3C trace context of the request that placed the order';
comment on column orders.updated_at is 'The last change of status; equal to created_at while pending';
comment on column orders.cancellation_id is 'Id of the OrderCancellationRequested message; null while the customer has asked for no cancellation';
comment on column orders.cancellation_reason is 'What the customer said when asking for the cancellation';
comment on column orders.next_announcement_at is 'A pending order that has heard nothing by then announces itself again; null once it has ended';
comment on column orders.announcements is 'How often the order has announced itself again; lengthens the time to the next announcement';
comment on column orders.version is 'Counts the changes of the row (optimistic locking)';

create index orders_announcement_idx on orders (next_announcement_at) where status = 'pending';
create index orders_newest_idx on orders (created_at, id);
create index orders_status_newest_idx on orders (status, created_at, id);
create index orders_customer_newest_idx on orders (customer_id, created_at, id);

create table order_item (
    order_id   uuid not null references orders (id),
    line       int  not null,
    product_id text not null,
    quantity   int  not null check (quantity between 1 and 1000000),
    primary key (order_id, line)
);

comment on table order_item is 'What was ordered: one row a product; a product listed twice is added up';
comment on column order_item.line is 'Place of the product in the order, from 1';

create table idempotency_key (
    key          text        primary key,
    request_hash bytea       not null,
    order_id     uuid        not null references orders (id),
    created_at   timestamptz not null
);

comment on table idempotency_key is 'Idempotency-Key headers seen, each with the order that it placed; written in the order''s transaction';
comment on column idempotency_key.request_hash is 'SHA-256 of the request''s meaning (not of its bytes), by which another request under the same key is told apart';
comment on column idempotency_key.created_at is 'A key older than the retention counts as unknown, purged or not';

create index idempotency_key_created_idx on idempotency_key (created_at);
