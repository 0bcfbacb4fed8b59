-- Ids compare by bytes (collate "C"), so that lock order and paging are the same whatever the server's locale is.

create table product (
    id       text   collate "C" primary key check (char_length(id) between 1 and 100),
    on_hand  bigint not null check (on_hand >= 0),
    reserved bigint not null check (reserved between 0 and on_hand),
    received bigint not null check (received >= on_hand),
    version  bigint not null
) with (fillfactor = 70);

comment on table product is 'Stock of each product; whoever changes it holds the row''s lock, several rows are locked in the order of id';
comment on column product.on_hand is 'Units in the house, the reserved ones included; a confirmed reservation lowers it';
comment on column product.reserved is 'Units promised to orders: the sum of the product''s active reservations';
comment on column product.received is 'Units ever booked in, less those written off; received less sold (confirmed reservations) is on_hand';
comment on column product.version is 'Counts the changes of the row (optimistic locking)';

insert into product (id, on_hand, reserved, received, version)
values ('item1', 100, 0, 100, 0),
       ('item2', 50, 0, 50, 0);

create table reservation (
    order_id   text        collate "C" primary key check (char_length(order_id) between 1 and 100),
    status     text        not null check (status in ('active', 'confirmed', 'released', 'unavailable')),
    reason     text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version    bigint      not null
);

comment on table reservation is 'What became of each order''s demand for stock; one row an order, kept longer than any command may be repeated';
comment on column reservation.status is 'active: stock is promised; confirmed: sold; released: given back, or forbidden before it was reserved (then without items); unavailable: there was too little, nothing was reserved';
comment on column reservation.reason is 'What the release said, if it did';
comment on column reservation.updated_at is 'The last change of status';
comment on column reservation.version is 'Counts the changes of the row (optimistic locking)';

create table reservation_item (
    order_id   text   collate "C" not null references reservation (order_id),
    product_id text   collate "C" not null,
    quantity   int    not null check (quantity > 0),
    available  bigint check (available >= 0 and available < quantity),
    primary key (order_id, product_id)
);

comment on table reservation_item is 'What the order asked for, one row a product; it counts as reserved or sold by the status of its reservation';
comment on column reservation_item.product_id is 'May name a product that does not exist: the reservation is then unavailable';
comment on column reservation_item.available is 'What was there when it was too little; null where there was enough';
