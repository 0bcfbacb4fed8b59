-- Each step of a saga leaves a dead row and an entry in each index: at five in a hundred a busy system of a million sagas
-- read all indexes of the table several times a minute. Index pages clean up after themselves in between.

alter table saga set (autovacuum_vacuum_scale_factor = 0.2);
