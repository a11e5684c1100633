-- Says that an export is written.
-- The first time counts.
update bulk.inbox_files set exported_at = bulk.clock() where file_id = @file and exported_at is null;
