-- Notes that a run is about to take a file.
-- Whoever then fails to rename the file drops the note again.
insert into bulk.inbox_files (run_id, name, export_format, export_wish)
values (@run, @name, @format, @wish)
returning file_id;
