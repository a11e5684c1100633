-- Lets requests that may not have arrived yet weigh on their windows as if they were granted now.
-- Not those of requests under way: these go when the request ends.
update bulk.permits
set granted_at = bulk.clock()
where attempt_id = any (@attempts) and worker_id is null;
