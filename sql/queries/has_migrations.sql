-- Whether anything was ever applied to this database.
-- The first migration creates the table that list_migrations reads.
select to_regclass('bulk.migrations') is not null as has_migrations;
