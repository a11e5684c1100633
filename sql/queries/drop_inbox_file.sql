-- Forgets a file that was not taken after all.
-- What became a batch stays.
delete from bulk.inbox_files where file_id = @file and batch_id is null;
