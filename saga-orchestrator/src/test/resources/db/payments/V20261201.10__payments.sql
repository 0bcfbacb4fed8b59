create table charge (
    order_id    text        collate "C" primary key check (char_length(order_id) between 1 and 100),
    status      text        not null default 'open' check (status in ('open', 'charged', 'declined', 'refunded')),
    customer_id text,
    amount      bigint      not null default 0 check (amount >= 0),
    updated_at  timestamptz not null default clock_timestamp()
);

comment on table charge is 'What became of each order''s charge; one row an order, kept longer than any command may be repeated';
comment on column charge.status is 'open: only within the transaction that makes the row; refunded: given back, or forbidden before it was charged';
comment on column charge.amount is 'What was asked for; 0 if nothing was before the refund came';

create table booking (
    id        bigint      generated always as identity primary key,
    order_id  text        collate "C" not null references charge (order_id),
    amount    bigint      not null check (amount <> 0),
    booked_at timestamptz not null default clock_timestamp()
);

comment on table booking is 'What customers paid, and got back (negative); an order that was charged and not refunded has one row';

create index booking_order_idx on booking (order_id);
