-- A role for readers: results only, and no query that runs for hours. It cannot log in before it is given a password:
-- alter role bulk_read login password '…'. Where this connection may create no roles, there is none.
do $$
begin
  if not exists (select from pg_roles where rolname = 'bulk_read') then
    create role bulk_read nologin;
    alter role bulk_read set default_transaction_read_only = on;
    alter role bulk_read set statement_timeout = '60s';
    alter role bulk_read set idle_in_transaction_session_timeout = '60s';
    if current_setting('server_version_num')::int >= 140000 then
      alter role bulk_read set idle_session_timeout = '30min';
    end if;
  end if;
exception
  when insufficient_privilege then raise notice 'no role bulk_read: %', sqlerrm;
  -- Roles belong to the whole server, and another database of it may make this one at the same time.
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if exists (select from pg_roles where rolname = 'bulk_read') then
    grant usage on schema bulk_results to bulk_read;
  end if;
end $$;
