-- Gives the roles their passwords from the environment. psql's \getenv keeps them out of process lists.
-- Runs when the volume is new; after changing a password, run it by hand as deploy/README.md says.
\set ON_ERROR_STOP on

\getenv orders_owner STEADFAST_ORDERS_OWNER_PASSWORD
\getenv orders_service STEADFAST_ORDERS_SERVICE_PASSWORD
\getenv inventory_owner STEADFAST_INVENTORY_OWNER_PASSWORD
\getenv inventory_service STEADFAST_INVENTORY_SERVICE_PASSWORD
\getenv sagas_owner STEADFAST_SAGAS_OWNER_PASSWORD
\getenv sagas_service STEADFAST_SAGAS_SERVICE_PASSWORD
\getenv audit_owner STEADFAST_AUDIT_OWNER_PASSWORD
\getenv saga_reader STEADFAST_READER_PASSWORD

-- A failed statement is logged with its text; these would be logged with a password.
set log_min_error_statement = panic;

alter role orders_owner password :'orders_owner';
alter role orders_service password :'orders_service';
alter role inventory_owner password :'inventory_owner';
alter role inventory_service password :'inventory_service';
alter role sagas_owner password :'sagas_owner';
alter role sagas_service password :'sagas_service';
alter role audit_owner password :'audit_owner';
alter role saga_reader password :'saga_reader';
