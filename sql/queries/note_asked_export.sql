-- Notes that somebody was asked for an export.
-- After that was done: whoever dies in between asks twice, and not never.
update bulk.inbox_files set export_asked_at = bulk.clock() where file_id = @file;
