-- Says that a file lies where it belongs.
-- From now on nothing is left to do with it.
update bulk.inbox_files set settled_at = bulk.clock() where file_id = @file and settled_at is null;
