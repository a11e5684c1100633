-- Notes which engine runs the background jobs from now on.
-- There is one row.
insert into bulk.background_engine (name) values (@engine)
on conflict (one) do update set name = excluded.name where bulk.background_engine.name <> excluded.name;
