-- Roles and schemas of Steadfast. Run as a superuser inside the database `steadfast`; safe to run again.
--
-- Each service has two roles: `…_owner` owns the schema and runs its migrations, `…_service` is what the running
-- service logs in as and may only read and write rows. `audit_owner` reads the three schemas while they share a
-- database; `saga_reader` sees the public views and nothing else. Passwords are given by whoever runs this.

do $$
declare
    -- A further service is one more word here: its schema and its two roles follow from it.
    services constant text[] := array['orders', 'inventory', 'sagas'];
    roles    constant text[] := array['audit_owner', 'saga_reader'] || array(
        select name || suffix from unnest(services) name, unnest(array['_owner', '_service']) suffix);
    role_name text;
    service   text;
begin
    execute format('revoke all on database %I from public', current_database());
    revoke all on schema public from public;

    foreach role_name in array roles
    loop
        if not exists (select from pg_roles where rolname = role_name) then
            execute format('create role %I login', role_name);
        end if;
        execute format('grant connect on database %I to %I', current_database(), role_name);
    end loop;

    foreach service in array services
    loop
        execute format('create schema if not exists %1$I authorization %1$s_owner', service);
        execute format('grant usage on schema %1$I to %1$s_service, audit_owner, saga_reader', service);
        execute format('alter role %1$s_owner set search_path = %1$I', service);
        execute format('alter role %1$s_service set search_path = %1$I', service);
        execute format(
            'alter default privileges for role %1$s_owner in schema %1$I '
            'grant select, insert, update, delete on tables to %1$s_service', service);
        execute format(
            'alter default privileges for role %1$s_owner in schema %1$I '
            'grant usage on sequences to %1$s_service', service);
        execute format(
            'alter default privileges for role %1$s_owner in schema %1$I grant select on tables to audit_owner', service);
        -- PostgreSQL lets everybody execute a new function, unless told otherwise for all schemas of its owner.
        execute format('alter default privileges for role %1$s_owner revoke execute on functions from public', service);
        execute format(
            'alter default privileges for role %1$s_owner in schema %1$I grant execute on functions to %1$s_service',
            service);
    end loop;
end
$$;

create schema if not exists audit authorization audit_owner;
grant usage on schema audit to saga_reader;
alter role audit_owner set search_path = audit;
alter default privileges for role audit_owner revoke execute on functions from public;

-- Large objects are the one thing that whoever may log in could otherwise write.
revoke execute on function lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) from public;

comment on schema orders is 'Orders: owned by order-service';
comment on schema inventory is 'Stock and reservations: owned by inventory-service';
comment on schema sagas is 'Sagas, their journal and dead letters: owned by saga-orchestrator';
comment on schema audit is 'Conservation rules over the three schemas while they share a database';
