-- The schema, its clock, and the list of what was applied to it.
-- Tests replace the clock; in a "where" write (select bulk.clock()): bare, it cannot bound an index scan.
create schema bulk;

create function bulk.clock() returns timestamptz
language sql volatile parallel safe
as $$ select clock_timestamp() $$;

create table bulk.migrations (
  name text primary key,
  hash bytea not null,
  applied_at timestamptz not null default bulk.clock());
