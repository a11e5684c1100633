-- Stores what was asked, once for each content.
-- The no-op update makes the row come back when it was there already.
insert into bulk.definitions (hash, name, body)
values (@hash, @name, @body)
on conflict (hash) do update set name = excluded.name
returning definition_id;
