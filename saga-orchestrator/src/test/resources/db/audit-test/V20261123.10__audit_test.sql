create view audit_test as select count(*) as sagas from sagas.saga;
