-- For everybody who reads results with tools of their own: a view a job, bulk_results."<job>", with a typed column
-- a field. A value that does not cast is null, never an error: no exception is needed for that, since an exception's
-- block would keep queries from running in parallel.
create schema bulk_results;

create function bulk.as_numeric(v jsonb) returns numeric language sql immutable parallel safe as
$$ select case when jsonb_typeof(v) = 'number' then (v #>> '{}')::numeric end $$;

create function bulk.as_bigint(v jsonb) returns bigint language sql immutable parallel safe as
$$ select case when n between -9223372036854775808 and 9223372036854775807 and n = trunc(n) then n::bigint end
   from bulk.as_numeric(v) n $$;

create function bulk.as_boolean(v jsonb) returns boolean language sql immutable parallel safe as
$$ select case when jsonb_typeof(v) = 'boolean' then v::boolean end $$;

create function bulk.as_text(v jsonb) returns text language sql immutable parallel safe as
$$ select v #>> '{}' $$;

create function bulk.as_date(v jsonb) returns date language sql immutable parallel safe as
$$ select case when jsonb_typeof(v) = 'string'
     and t ~ '^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$'
     or t ~ '^(?!0000)\d{4}-((0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$'
     or t ~ '^(\d\d(0[48]|[2468][048]|[13579][26])|([02468][48]|[2468]0|[13579][26])00)-02-29$'
     then make_date(left(t, 4)::int, substr(t, 6, 2)::int, substr(t, 9, 2)::int) end
   from (select v #>> '{}' as t) s $$;

create function bulk.as_timestamptz(v jsonb) returns timestamptz language sql immutable parallel safe as
$$ select case when bulk.as_date(to_jsonb(left(t, 10))) is not null
     and substr(t, 11) ~* '^[t ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(z|[+-](0\d|1[0-4]):[0-5]\d)$'
     then t::timestamptz end
   from (select v #>> '{}' as t) s $$;

create function bulk.as_jsonb(v jsonb) returns jsonb language sql immutable parallel safe as
$$ select nullif(v, 'null') $$;

-- Makes the view of a job, or leaves it as it is where it says the same already, where somebody reads it for long or
-- where views of the user's own stand on it: no submission fails for its sake. The comment holds what it was made of.
create function bulk.make_results_view(in_job text, in_names text[], in_fields text[], in_types text[])
returns void language plpgsql as $$
declare
  made_of text := md5(array_to_string(in_names || in_fields || in_types, E'\n', ''));
  columns text;
  body text;
begin
  perform pg_advisory_xact_lock(hashtextextended('results view ' || in_job, 0));
  if obj_description(to_regclass(format('bulk_results.%I', in_job)), 'pg_class') = made_of then
    return;
  end if;

  select string_agg(format('bulk.as_%s(r.fields -> %L) as %I', type, field, name), ', ' order by place) into columns
  from unnest(in_names, in_fields, in_types) with ordinality as f (name, field, type, place);
  body := format(
    'select r.batch_id as _batch, r.document_no as _row, d.key as _key, %s r.model as _model,
       r.confidence as _confidence, r.error as _error, r.created_at as _at, b.simulated as _simulated
     from bulk.results r
     join bulk.batches b on b.batch_id = r.batch_id
     left join bulk.documents d on d.batch_id = r.batch_id and d.document_no = r.document_no
     where b.job = %L', columns || ', ', in_job);

  set local lock_timeout = '2s';
  execute format('drop view if exists bulk_results.%I', in_job);
  execute format('create view bulk_results.%I as %s', in_job, body);
  execute format('comment on view bulk_results.%I is %L', in_job, made_of);
  if exists (select from pg_roles where rolname = 'bulk_read') then
    execute format('grant select on bulk_results.%I to bulk_read', in_job);
  end if;
exception when dependent_objects_still_exist or lock_not_available or insufficient_privilege then
  raise warning 'the view of % stays as it was: %', in_job, sqlerrm;
end $$;

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
