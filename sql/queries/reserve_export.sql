-- Gives an export its place, once; none comes back where another one has it.
-- So a second try writes to the same place, and never over another export.
update bulk.inbox_files i set export_path = coalesce(i.export_path, @path)
where i.file_id = @file
  and (i.export_path is not null or not exists (select from bulk.inbox_files o where o.export_path = @path))
returning i.export_path;
