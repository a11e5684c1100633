-- A worker that works on one batch only is none for any other.
alter table bulk.workers add column only_batch bigint;
