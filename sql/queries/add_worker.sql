-- A worker says that it is there, and whether for one batch only.
-- Its number marks its leases and attempts.
insert into bulk.workers (host, process_id, accounts, only_batch)
values (@host, @process, @accounts, @batch)
returning worker_id;
