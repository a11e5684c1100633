-- A worker says good-bye.
-- Its attempts keep its number.
delete from bulk.workers where worker_id = @worker;
