-- Who is signed in. What a cookie says stands here as a hash only. The mark tells which token opened the session: with
-- another token in the environment of the servers, none of its sessions is found any more.
create table bulk.sessions (
  session_id bigint generated always as identity primary key,
  id_hash bytea not null unique,
  token_mark bytea not null,
  role text not null,
  address text not null,
  browser text not null,
  opened_at timestamptz not null default bulk.clock(),
  seen_at timestamptz not null default bulk.clock(),
  ends_at timestamptz not null,
  idle_ends_at timestamptz not null);

create view bulk.living_sessions as
select * from bulk.sessions where least(ends_at, idle_ends_at) > (select bulk.clock());

-- Readers of results can lift what their role is set to, so what they must not do is held by the server: they make
-- nothing in this database, and what they run for too long is ended. Where this connection may not decide that, all
-- stays as it is.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
exception when insufficient_privilege then raise notice 'readers may make temporary tables: %', sqlerrm;
end $$;

do $$
begin
  revoke execute on function lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea) from public;
exception when insufficient_privilege then raise notice 'readers may make large objects: %', sqlerrm;
end $$;

-- By the server's own clock, which tells since when a transaction runs.
create function bulk.end_long_reads(in_most interval) returns int language plpgsql as $$
begin
  return (
    select count(pg_terminate_backend(pid))
    from pg_stat_activity
    where usename = 'bulk_read' and datname = current_database() and xact_start < clock_timestamp() - in_most);
exception when insufficient_privilege then return 0;
end $$;
