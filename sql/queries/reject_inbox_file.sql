-- Says why a file became no batch.
-- The file itself is moved after that.
update bulk.inbox_files set reason = @reason where file_id = @file and batch_id is null;
