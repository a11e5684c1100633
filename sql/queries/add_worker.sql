-- A worker says that it is there, whether for one batch only, and which engine of background jobs it has.
-- Its number marks its leases and attempts.
insert into bulk.workers (host, process_id, accounts, only_batch, engine)
values (@host, @process, @accounts, @batch, @engine)
returning worker_id;
