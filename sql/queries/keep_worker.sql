-- A worker says that it is still there.
-- Nobody takes its leases because of this; they end by themselves.
update bulk.workers set seen_at = bulk.clock() where worker_id = @worker;
