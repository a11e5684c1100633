-- Lets exports that were asked for be asked for anew.
-- Whoever was asked writes them no more.
update bulk.inbox_files
set export_asked_at = null
where export_asked_at is not null and exported_at is null;
