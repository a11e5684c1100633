-- A worker says that it is there.
-- Its number marks its leases and attempts.
insert into bulk.workers (host, process_id, accounts) values (@host, @process, @accounts) returning worker_id;
