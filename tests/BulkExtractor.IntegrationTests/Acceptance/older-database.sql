-- A database as the program of 2026-11 made it, with one finished batch: pg_dump of its schema and rows.
set check_function_bodies = false;
CREATE SCHEMA bulk;
CREATE SCHEMA bulk_results;
CREATE FUNCTION bulk.as_bigint(v jsonb) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when n between -9223372036854775808 and 9223372036854775807 and n = trunc(n) then n::bigint end
   from bulk.as_numeric(v) n $$;
CREATE FUNCTION bulk.as_boolean(v jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when jsonb_typeof(v) = 'boolean' then v::boolean end $$;
CREATE FUNCTION bulk.as_date(v jsonb) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$ select case when jsonb_typeof(v) = 'string'
     and t ~ '^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$'
     or t ~ '^(?!0000)\d{4}-((0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$'
     or t ~ '^(\d\d(0[48]|[2468][048]|[13579][26])|([02468][48]|[2468]0|[13579][26])00)-02-29$'
     then make_date(left(t, 4)::int, substr(t, 6, 2)::int, substr(t, 9, 2)::int) end
   from (select v #>> '{}' as t) s $_$;
CREATE FUNCTION bulk.as_jsonb(v jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select nullif(v, 'null') $$;
CREATE FUNCTION bulk.as_numeric(v jsonb) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select case when jsonb_typeof(v) = 'number' then (v #>> '{}')::numeric end $$;
CREATE FUNCTION bulk.as_text(v jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select v #>> '{}' $$;
CREATE FUNCTION bulk.as_timestamptz(v jsonb) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$ select case when bulk.as_date(to_jsonb(left(t, 10))) is not null
     and substr(t, 11) ~* '^[t ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(z|[+-](0\d|1[0-4]):[0-5]\d)$'
     then t::timestamptz end
   from (select v #>> '{}' as t) s $_$;
CREATE FUNCTION bulk.asked_permits(in_requests jsonb) RETURNS TABLE(scopes text[], worker bigint, batch bigint, account text, model text, chunks bigint[], leases bigint[], tokens integer, cost numeric, place bigint)
    LANGUAGE sql IMMUTABLE ROWS 10
    AS $$
  select * from rows from (jsonb_to_recordset(in_requests) as (
    scopes text[], worker bigint, batch bigint, account text, model text, chunks bigint[], leases bigint[],
    tokens int, cost numeric)) with ordinality
$$;
CREATE TABLE bulk.limit_scopes (
    scope text NOT NULL COLLATE pg_catalog."C",
    requests integer,
    span interval,
    margin interval DEFAULT '00:00:00'::interval NOT NULL,
    declared_by bigint,
    paused_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    pause_reason text,
    pause_count integer DEFAULT 0 NOT NULL,
    day date DEFAULT '-infinity'::date NOT NULL,
    day_used integer DEFAULT 0 NOT NULL,
    granted_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    declared integer,
    learned integer,
    tokens integer,
    parallel integer,
    cost numeric,
    cost_used numeric DEFAULT 0 NOT NULL,
    trial interval DEFAULT '00:02:00'::interval NOT NULL,
    CONSTRAINT limit_scopes_check CHECK ((num_nonnulls(requests, tokens, parallel, cost) <= 1))
)
WITH (fillfactor='30');
CREATE FUNCTION bulk.budget_free_at(s bulk.limit_scopes, t timestamp with time zone, in_cost numeric) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
begin
  return case
    when s.cost_used + in_cost <= s.cost then null
    when in_cost <= s.cost and bulk.under_way(s.scope, t) > 0 then t + interval '1 second'
    else 'infinity' end;
end $$;
CREATE FUNCTION bulk.clock() RETURNS timestamp with time zone
    LANGUAGE sql PARALLEL SAFE
    AS $$ select clock_timestamp() $$;
CREATE FUNCTION bulk.count_ended(in_batch bigint, in_extracted bigint, in_failed bigint, in_cached bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  is_last boolean;
begin
  select document_count = extracted_count + failed_count + in_extracted + in_failed and state <> 'cancelled'
  into is_last
  from bulk.batches where batch_id = in_batch for update;
  update bulk.batches
  set extracted_count = extracted_count + in_extracted, failed_count = failed_count + in_failed,
    cached_count = cached_count + in_cached,
    state = case when is_last then 'finished' else state end,
    finished_at = case when is_last then bulk.clock() else finished_at end
  where batch_id = in_batch;
end $$;
CREATE FUNCTION bulk.day_free_at(s bulk.limit_scopes, t timestamp with time zone, in_tokens integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
declare
  midnight timestamptz := date_trunc('day', t, 'UTC');
  used bigint := case when s.day = (t at time zone 'UTC')::date then s.day_used else 0 end;
  weight int := case when s.tokens is null then 1 else least(in_tokens, s.tokens) end;
begin
  return case
    when t < midnight + interval '2 seconds' then midnight + interval '2 seconds'
    when t >= midnight + interval '1 day' - interval '2 seconds'
      or used + weight > coalesce(s.tokens, s.requests)
      then midnight + interval '1 day 2 seconds' end;
end $$;
CREATE FUNCTION bulk.free_at(s bulk.limit_scopes, t timestamp with time zone, in_tokens integer, in_cost numeric) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
declare
  oldest timestamptz;
begin
  if s.paused_until > t then
    return s.paused_until;
  end if;
  if s.pause_count > 0 and bulk.trial_free_at(s, t) is not null then
    return bulk.trial_free_at(s, t);
  end if;
  if s.requests is not null and s.span is not null then
    select p.granted_at into oldest from bulk.permits p
    where p.scope = s.scope order by p.granted_at desc offset s.requests - 1 limit 1;
    return oldest + s.span + s.margin;
  end if;
  return case
    when s.requests is not null or s.tokens is not null and s.span is null then bulk.day_free_at(s, t, in_tokens)
    when s.tokens is not null then bulk.tokens_free_at(s, t, in_tokens)
    when s.parallel is not null
      then case when bulk.under_way(s.scope, t) >= s.parallel then t + interval '1 second' end
    when s.cost is not null then bulk.budget_free_at(s, t, in_cost) end;
end $$;
CREATE FUNCTION bulk.is_there(in_worker bigint) RETURNS boolean
    LANGUAGE sql
    AS $$
  select exists (
    select from bulk.workers w
    where w.worker_id = in_worker and w.seen_at > (select bulk.clock()) - interval '1 minute')
$$;
CREATE FUNCTION bulk.make_results_view(in_job text, in_names text[], in_fields text[], in_types text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION bulk.settle_permit(in_attempt bigint, in_tokens integer, in_cost numeric) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  a bulk.attempts;
begin
  perform set_config('synchronous_commit', 'off', true);
  delete from bulk.permits p where p.attempt_id = in_attempt and p.worker_id is not null;
  select * into a from bulk.attempts x where x.attempt_id = in_attempt for update;
  if not found then
    return;
  end if;
  perform 1 from bulk.limit_scopes s
  where s.scope = any (a.scopes) and (s.cost is not null or s.tokens is not null) order by s.scope for update;
  update bulk.permits p
  set tokens = least(in_tokens, s.tokens)
  from bulk.limit_scopes s
  where p.attempt_id = in_attempt and p.scope = s.scope and s.tokens is not null and in_tokens is not null;
  update bulk.limit_scopes s
  set cost_used = s.cost_used + case when s.cost is null then 0 else coalesce(in_cost - coalesce(a.cost, 0), 0) end,
      day_used = s.day_used
        + case when s.tokens is not null and s.day = (a.granted_at at time zone 'UTC')::date
          then least(coalesce(in_tokens, a.tokens), s.tokens) - least(a.tokens, s.tokens) else 0 end
  where s.scope = any (a.scopes) and (s.cost is not null or s.tokens is not null);
  update bulk.attempts x
  set tokens = coalesce(in_tokens, x.tokens), cost = coalesce(in_cost, x.cost)
  where x.attempt_id = in_attempt;
end $$;
CREATE FUNCTION bulk.take_permit(in_scopes text[], in_worker bigint, in_batch bigint, in_account text, in_model text, in_chunks bigint[], in_leases bigint[], in_tokens integer, in_cost numeric, OUT attempt_id bigint, OUT retry_at timestamp with time zone, OUT refused_by text) RETURNS record
    LANGUAGE plpgsql
    AS $$
declare
  t timestamptz;
  known int;
begin
  perform 1 from bulk.limit_scopes s where s.scope = any (in_scopes) order by s.scope for update;
  get diagnostics known = row_count;
  select greatest(bulk.clock(), max(s.granted_at)) into t
  from bulk.limit_scopes s where s.scope = any (in_scopes);
  if known <> cardinality(in_scopes) then
    refused_by := bulk.unsendable(in_batch, in_chunks, in_leases, t); -- a deleted batch takes its budget with it
    if refused_by is not null then
      return;
    end if;
    raise exception 'a scope of % is not declared', in_scopes;
  end if;
  select f.at, f.scope into retry_at, refused_by
  from (
    select bulk.free_at(s, t, in_tokens, in_cost) as at, s.scope
    from bulk.limit_scopes s where s.scope = any (in_scopes)) f
  where f.at > t order by f.at desc, f.scope limit 1;
  if found then
    return;
  end if;
  refused_by := bulk.unsendable(in_batch, in_chunks, in_leases, t);
  if refused_by is not null then
    return;
  end if;
  insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, tokens, cost)
  values (in_batch, in_worker, in_account, in_model, in_scopes, cardinality(in_chunks), t,
    in_tokens, nullif(in_cost, 0))
  returning attempts.attempt_id into attempt_id;
  insert into bulk.attempt_chunks select attempt_id, * from unnest(in_chunks, in_leases);
  insert into bulk.permits (scope, granted_at, attempt_id, tokens, worker_id)
  select s.scope, t, attempt_id, case when s.tokens is not null then least(in_tokens, s.tokens) end,
    case when s.span is null then in_worker end
  from bulk.limit_scopes s
  where s.scope = any (in_scopes) and (s.span is not null or s.parallel is not null or s.cost is not null);
  update bulk.limit_scopes s
  set granted_at = t, day = (t at time zone 'UTC')::date,
      day_used = case when s.day = (t at time zone 'UTC')::date then s.day_used else 0 end
        + case when s.tokens is null then 1 else least(in_tokens, s.tokens) end,
      cost_used = s.cost_used + case when s.cost is null then 0 else in_cost end
  where s.scope = any (in_scopes);
end $$;
CREATE FUNCTION bulk.take_permits(in_requests jsonb) RETURNS TABLE(place bigint, attempt_id bigint, retry_at timestamp with time zone, refused_by text)
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
declare
  asked text[] := array(select distinct unnest(r.scopes) from bulk.asked_permits(in_requests) r);
  free int;
begin
  perform 1 from bulk.limit_scopes s where s.scope = any (asked) order by s.scope for update;
  select count(*) into free from bulk.limit_scopes s
  where s.scope = any (asked) and s.pause_count = 0 and num_nonnulls(s.requests, s.tokens, s.parallel, s.cost) = 0;
  if free = cardinality(asked) then
    return query select * from bulk.take_unbounded_permits(in_requests, asked);
    return;
  end if;
  return query
  select r.place, p.attempt_id, p.retry_at, p.refused_by
  from bulk.asked_permits(in_requests) r
  cross join lateral bulk.take_permit(
    r.scopes, r.worker, r.batch, r.account, r.model, r.chunks, r.leases, r.tokens, r.cost) p;
end $$;
CREATE FUNCTION bulk.take_unbounded_permits(in_requests jsonb, in_scopes text[]) RETURNS TABLE(place bigint, attempt_id bigint, retry_at timestamp with time zone, refused_by text)
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
declare
  t timestamptz;
begin
  select greatest(bulk.clock(), max(s.granted_at)) into t from bulk.limit_scopes s where s.scope = any (in_scopes);
  return query
  with asked as materialized (
    select r.*, bulk.unsendable(r.batch, r.chunks, r.leases, t) as refused from bulk.asked_permits(in_requests) r),
  granted as materialized (
    select a.*, nextval(pg_get_serial_sequence('bulk.attempts', 'attempt_id')) as id from asked a where refused is null),
  attempts as (
    insert into bulk.attempts (attempt_id, batch_id, worker_id, account, model, scopes, chunk_count, granted_at, tokens, cost)
    overriding system value
    select id, batch, worker, account, model, scopes, cardinality(chunks), t, tokens, nullif(cost, 0) from granted),
  attempt_chunks as (
    insert into bulk.attempt_chunks
    select g.id, held.* from granted g cross join lateral unnest(g.chunks, g.leases) as held),
  counted as (
    select scope, count(*) as requests from granted g cross join lateral unnest(g.scopes) as scope group by scope),
  used as (
    update bulk.limit_scopes s
    set granted_at = t, day = (t at time zone 'UTC')::date,
      day_used = case when s.day = (t at time zone 'UTC')::date then s.day_used else 0 end + c.requests
    from counted c where s.scope = c.scope)
  select a.place, g.id, null::timestamptz, a.refused from asked a left join granted g using (place);
end $$;
CREATE FUNCTION bulk.tokens_free_at(s bulk.limit_scopes, t timestamp with time zone, in_tokens integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS $$
begin
  return (
    select w.granted_at + s.span + s.margin
    from (
      select p.granted_at, sum(p.tokens) over (order by p.granted_at desc, p.attempt_id desc) as weight
      from bulk.permits p
      where p.scope = s.scope and p.granted_at > t - s.span - s.margin) w
    where w.weight + least(in_tokens, s.tokens) > s.tokens
    order by w.granted_at desc limit 1);
end $$;
CREATE FUNCTION bulk.trial_free_at(s bulk.limit_scopes, t timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
  select case when s.pause_count > 0 and num_nonnulls(s.requests, s.tokens, s.parallel, s.cost) = 0
    and s.granted_at >= s.paused_until and s.granted_at + s.trial > t
    then least(s.granted_at + s.trial, t + interval '1 second') end
$$;
CREATE FUNCTION bulk.under_way(in_scope text, t timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
begin
  return (
    select count(*)
    from bulk.permits p
    join bulk.workers w on w.worker_id = p.worker_id and w.seen_at > t - interval '1 minute'
    where p.scope = in_scope);
end $$;
CREATE FUNCTION bulk.unsendable(in_batch bigint, in_chunks bigint[], in_tokens bigint[], t timestamp with time zone) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
begin
  if not exists (
    select from bulk.batches b where b.batch_id = in_batch and b.state in ('extracting', 'waiting')) then
    return 'batch';
  end if;
  if exists (
    select from unnest(in_chunks, in_tokens) as held (chunk_id, lease_token)
    left join bulk.chunks c on c.chunk_id = held.chunk_id
      and c.lease_token = held.lease_token and c.state = 'leased' and c.due_at > t
    where c.chunk_id is null) then
    return 'lease';
  end if;
  return null;
end $$;
CREATE TABLE bulk.answers (
    chunk_id bigint NOT NULL,
    attempt_id bigint NOT NULL,
    fields jsonb NOT NULL,
    repairs jsonb DEFAULT '[]'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    grounding jsonb DEFAULT '{}'::jsonb NOT NULL,
    flags jsonb DEFAULT '[]'::jsonb NOT NULL,
    confidence double precision,
    look integer DEFAULT 0 NOT NULL,
    asked text[],
    further boolean DEFAULT false NOT NULL
);
CREATE TABLE bulk.approvals (
    batch_id bigint NOT NULL,
    document_no integer NOT NULL,
    approved_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
CREATE TABLE bulk.attempt_chunks (
    attempt_id bigint NOT NULL,
    chunk_id bigint NOT NULL,
    lease_token bigint NOT NULL
);
CREATE TABLE bulk.attempts (
    attempt_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    worker_id bigint NOT NULL,
    account text NOT NULL,
    model text NOT NULL,
    scopes text[] NOT NULL,
    chunk_count integer NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    failure text,
    reason text,
    status integer,
    answered_by text,
    answer_count integer DEFAULT 0 NOT NULL,
    prompt_tokens integer,
    completion_tokens integer,
    tokens integer,
    cost numeric,
    choice text,
    detected jsonb,
    CONSTRAINT attempts_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'failed'::text, 'unsent'::text])))
);
ALTER TABLE bulk.attempts ALTER COLUMN attempt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.attempts_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bulk.background_engine (
    one boolean DEFAULT true NOT NULL,
    name text NOT NULL,
    CONSTRAINT background_engine_one_check CHECK (one)
);
CREATE TABLE bulk.batches (
    batch_id bigint NOT NULL,
    definition_id bigint NOT NULL,
    job text NOT NULL,
    source text NOT NULL,
    columns text[] NOT NULL,
    settings json NOT NULL,
    accounts text[] NOT NULL,
    pool text NOT NULL,
    simulated boolean NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    waiting_for text,
    document_count integer DEFAULT 0 NOT NULL,
    extracted_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    cached_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    finished_at timestamp with time zone,
    on_time boolean,
    opened_again_at timestamp with time zone,
    remembered boolean DEFAULT false NOT NULL,
    submission_key text,
    keep interval,
    forgotten_at timestamp with time zone,
    taken_back_count integer DEFAULT 0 NOT NULL,
    CONSTRAINT batches_check CHECK (((extracted_count + failed_count) <= document_count)),
    CONSTRAINT batches_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'extracting'::text, 'waiting'::text, 'paused'::text, 'finished'::text, 'cancelled'::text])))
)
WITH (fillfactor='50');
ALTER TABLE bulk.batches ALTER COLUMN batch_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.batches_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bulk.chunks (
    chunk_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    document_no integer NOT NULL,
    slice_no integer DEFAULT 0 NOT NULL,
    slice_start integer,
    slice_length integer,
    tokens integer NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    due_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    lease_token bigint DEFAULT 0 NOT NULL,
    leased_by bigint,
    blame_count integer DEFAULT 0 NOT NULL,
    blamed_models text[] DEFAULT '{}'::text[] NOT NULL,
    suspicion integer DEFAULT 0 NOT NULL,
    crash_count integer DEFAULT 0 NOT NULL,
    problem text,
    hint text,
    slice_offset integer,
    suspect_of bigint,
    held boolean DEFAULT false NOT NULL,
    look integer DEFAULT 0 NOT NULL,
    voters text[] DEFAULT '{}'::text[] NOT NULL,
    asked text[],
    found text,
    CONSTRAINT chunks_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'leased'::text, 'answered'::text, 'failed'::text])))
)
WITH (fillfactor='70', autovacuum_vacuum_scale_factor='0.02');
ALTER TABLE bulk.chunks ALTER COLUMN chunk_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.chunks_chunk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bulk.corrections (
    batch_id bigint NOT NULL,
    document_no integer NOT NULL,
    field text NOT NULL,
    original jsonb,
    value jsonb NOT NULL,
    corrected_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
CREATE TABLE bulk.definitions (
    definition_id bigint NOT NULL,
    hash bytea NOT NULL,
    name text NOT NULL,
    body json NOT NULL,
    created_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
ALTER TABLE bulk.definitions ALTER COLUMN definition_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.definitions_definition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bulk.documents (
    batch_id bigint NOT NULL,
    document_no integer NOT NULL,
    key text NOT NULL,
    text text NOT NULL,
    image text,
    columns text[] NOT NULL,
    hash bytea NOT NULL,
    tokens integer NOT NULL,
    picture bytea,
    problem text,
    unfetched boolean DEFAULT false NOT NULL
);
ALTER TABLE ONLY bulk.documents ALTER COLUMN picture SET STORAGE EXTERNAL;
CREATE TABLE bulk.duplicates (
    batch_id bigint NOT NULL,
    document_no integer NOT NULL,
    original_no integer NOT NULL
);
CREATE TABLE bulk.earlier (
    definition_id bigint NOT NULL,
    simulated boolean NOT NULL,
    hash bytea NOT NULL,
    batch_id bigint NOT NULL,
    document_no integer NOT NULL
);
CREATE TABLE bulk.gold (
    definition_id bigint NOT NULL,
    hash bytea NOT NULL,
    text text NOT NULL,
    fields jsonb NOT NULL
);
CREATE TABLE bulk.inbox_files (
    file_id bigint NOT NULL,
    run_id bigint NOT NULL,
    name text NOT NULL,
    batch_id bigint,
    reason text,
    settled_at timestamp with time zone,
    export_format text,
    export_wish text,
    export_path text,
    export_asked_at timestamp with time zone,
    exported_at timestamp with time zone
);
ALTER TABLE bulk.inbox_files ALTER COLUMN file_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.inbox_files_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bulk.job_runs (
    run_id bigint NOT NULL,
    job_id text NOT NULL,
    work text NOT NULL,
    host text NOT NULL,
    started_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    ended_at timestamp with time zone,
    outcome text DEFAULT 'running'::text NOT NULL,
    reason text,
    CONSTRAINT job_runs_outcome_check CHECK ((outcome = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'stopped'::text])))
);
ALTER TABLE bulk.job_runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.job_runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bulk.kept (
    batch_id bigint NOT NULL,
    document_no integer NOT NULL,
    asked text[] NOT NULL,
    fields jsonb NOT NULL,
    grounding jsonb NOT NULL,
    flags jsonb NOT NULL
);
CREATE TABLE bulk.migrations (
    name text NOT NULL,
    hash bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
CREATE TABLE bulk.model_habits (
    model text NOT NULL,
    token_factors double precision[] NOT NULL,
    reply_format text,
    format_at timestamp with time zone,
    learned_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
CREATE TABLE bulk.nightly_runs (
    run_id bigint NOT NULL,
    job text NOT NULL,
    folder text NOT NULL,
    by_hand boolean NOT NULL,
    state text NOT NULL,
    asked_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT nightly_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'taking'::text, 'extracting'::text, 'finished'::text])))
);
ALTER TABLE bulk.nightly_runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.nightly_runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE bulk.pack_habits (
    model text NOT NULL,
    definition_key text NOT NULL,
    documents double precision NOT NULL,
    output_per_document double precision NOT NULL,
    output_deviation double precision NOT NULL,
    thoughts integer NOT NULL,
    too_large double precision,
    learned_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
CREATE TABLE bulk.paused_schedules (
    job text NOT NULL,
    paused_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
CREATE TABLE bulk.permits (
    scope text NOT NULL COLLATE pg_catalog."C",
    granted_at timestamp with time zone NOT NULL,
    attempt_id bigint NOT NULL,
    tokens integer,
    worker_id bigint
);
CREATE TABLE bulk.results (
    batch_id bigint NOT NULL,
    document_no integer NOT NULL,
    state text NOT NULL,
    fields jsonb,
    repairs jsonb DEFAULT '[]'::jsonb NOT NULL,
    error text,
    cached boolean DEFAULT false NOT NULL,
    model text,
    attempt_id bigint,
    confidence double precision,
    created_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    grounding jsonb DEFAULT '{}'::jsonb NOT NULL,
    flags jsonb DEFAULT '[]'::jsonb NOT NULL,
    said jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT results_check CHECK (((state = 'extracted'::text) = (fields IS NOT NULL))),
    CONSTRAINT results_state_check CHECK ((state = ANY (ARRAY['extracted'::text, 'failed'::text])))
);
CREATE TABLE bulk.sentinels (
    definition_id bigint NOT NULL,
    account text NOT NULL,
    model text NOT NULL,
    attempt_id bigint NOT NULL,
    field text NOT NULL,
    right_count integer NOT NULL,
    wrong_count integer NOT NULL,
    missed_count integer NOT NULL,
    read_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    confidence double precision
);
CREATE TABLE bulk.standings (
    definition_id bigint NOT NULL,
    account text NOT NULL,
    model text NOT NULL,
    since bigint DEFAULT 0 NOT NULL,
    expected double precision,
    benched_at timestamp with time zone,
    reason text,
    trial_at timestamp with time zone,
    trial_count integer DEFAULT 0 NOT NULL
);
CREATE TABLE bulk.workers (
    worker_id bigint NOT NULL,
    host text NOT NULL,
    process_id integer NOT NULL,
    accounts text[] NOT NULL,
    started_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    seen_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    only_batch bigint,
    engine text
);
ALTER TABLE bulk.workers ALTER COLUMN worker_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.workers_worker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO bulk.batches OVERRIDING SYSTEM VALUE VALUES (1, 1, 'adverts', 'adverts.csv', '{text}', '{}', '{}', '', false, 'finished', NULL, 1, 1, 0, 0, '2026-11-29 19:04:50.871335+00', '2026-01-01 00:00:00+00', NULL, NULL, false, NULL, NULL, NULL, 0);
INSERT INTO bulk.definitions OVERRIDING SYSTEM VALUE VALUES (1, '\x01', 'adverts', '{}', '2026-11-29 19:04:50.855623+00');
INSERT INTO bulk.documents VALUES (1, 1, '1', 'A red bicycle, 80 euros', NULL, '{"A red bicycle, 80 euros"}', '\x02', 8, NULL, NULL, false);
INSERT INTO bulk.migrations VALUES ('0001_schema', '\x5f80d46d842b87242c3d8ba096dd847476444069d23c40903323d6384581a57d', '2026-11-29 19:04:43.751132+00');
INSERT INTO bulk.migrations VALUES ('0002_batches', '\x6f46da3f94a994e1847e6034bedfef99d1efc0b3d6e4744f598c8e7792882ab7', '2026-11-29 19:04:43.993762+00');
INSERT INTO bulk.migrations VALUES ('0003_chunks', '\xee16385432850c53d7d039a86652a61a893aaa6c9e926eafdd547940d81b229a', '2026-11-29 19:04:44.22299+00');
INSERT INTO bulk.migrations VALUES ('0004_attempts', '\x48f129179dd7acaf8243fbf204d8bb9f71db38c9571ae673583735754fbb9962', '2026-11-29 19:04:44.403233+00');
INSERT INTO bulk.migrations VALUES ('0005_limits', '\x97ee7d7613b7a2d6ac999811149d87adf9d7d5c14d60daf76f067ee096efb34d', '2026-11-29 19:04:44.59482+00');
INSERT INTO bulk.migrations VALUES ('0006_free_at', '\x0e1016f89977f10a463c18d37cf59a2fe4822c596b3ab7b986ee073e84942480', '2026-11-29 19:04:44.767021+00');
INSERT INTO bulk.migrations VALUES ('0007_take_permit', '\xc93c43f2f8851eeae81ff24f48243705c68f2f39400c1fb0a71aba28591cfd45', '2026-11-29 19:04:45.003094+00');
INSERT INTO bulk.migrations VALUES ('0008_unsendable', '\x6e2f562c5ec700ec464d8e005433e683f4f35cfe2c28be432086efc0c0550016', '2026-11-29 19:04:45.130948+00');
INSERT INTO bulk.migrations VALUES ('0009_learned_limits', '\x06684169488f4485e51214000e57970c02a65d4719a911e4d4d0b2216b636ecf', '2026-11-29 19:04:45.298998+00');
INSERT INTO bulk.migrations VALUES ('0010_worker_batch', '\x1813514f1befc00166ecc0aa61c0492375961b8b5272bc050d8efdfd1d474deb', '2026-11-29 19:04:45.439073+00');
INSERT INTO bulk.migrations VALUES ('0011_weights', '\xed068d44fa9c07ecab89a9afdae43756edf7c4b7ad679590a7989c9ff7008aa9', '2026-11-29 19:04:45.57936+00');
INSERT INTO bulk.migrations VALUES ('0012_free_at', '\x3ec377cb2a776a7ed3cb7d005bf6366da8160605041996472b2a004d33a17fc9', '2026-11-29 19:04:45.814989+00');
INSERT INTO bulk.migrations VALUES ('0013_take_permit', '\xaba7f99b5b5257ab1c0077aee28286f75c58b31495edfa89d9e38073f7e7e394', '2026-11-29 19:04:45.931091+00');
INSERT INTO bulk.migrations VALUES ('0014_settle_permit', '\xcaeffd110cf035e9a41341f77cf33279631291c8ae4746f6cfc17959abfb617a', '2026-11-29 19:04:46.038999+00');
INSERT INTO bulk.migrations VALUES ('0020_choice', '\xe0e266ed279a12d5c235565e32b5b6f9e76517dabd5db5afc20ba5c01d22f8d5', '2026-11-29 19:04:46.183337+00');
INSERT INTO bulk.migrations VALUES ('0021_trial', '\xed17c3939769d1227b43c5e25c0fe6d685c085d9aaf696da9b542d53a68a198f', '2026-11-29 19:04:46.382556+00');
INSERT INTO bulk.migrations VALUES ('0025_on_time', '\x663890c78ec0537581e9c61a1c4cfdf2751bb4c7a9c846881bb5ada4f26a8ddd', '2026-11-29 19:04:46.579086+00');
INSERT INTO bulk.migrations VALUES ('0026_repairs', '\xeffbe867e321247a680d09d936546bff63322be47d6a0969edb94d05abeced58', '2026-11-29 19:04:46.710017+00');
INSERT INTO bulk.migrations VALUES ('0030_evidence', '\x56f39715afb96be68e2f630a754c844ac26ef59b09f8ff9416d67c35d9cc124d', '2026-11-29 19:04:46.853637+00');
INSERT INTO bulk.migrations VALUES ('0035_earlier', '\x398cd81c750f4c95d8dde8668be332e9b3d45f0506aaf14b197963ea3b35444e', '2026-11-29 19:04:47.050989+00');
INSERT INTO bulk.migrations VALUES ('0036_kept', '\x67e724b903d5e0c05e9d7da5b11f4479b7e02af5c5a26e68ce61ba0fa2af904e', '2026-11-29 19:04:47.227574+00');
INSERT INTO bulk.migrations VALUES ('0040_reviews', '\xd2062ef1ea8be25464765ae22f4b48c9f25ed365bff381580d677f41ac13e048', '2026-11-29 19:04:47.367145+00');
INSERT INTO bulk.migrations VALUES ('0041_history', '\x0c3188a79185502fff9cbc71016beff9ff81735b3c96a88375551c38e65d4584', '2026-11-29 19:04:47.531136+00');
INSERT INTO bulk.migrations VALUES ('0042_submission_keys', '\x55e56129b822748484b6a3c78454b7cbb10d6794fd5266bfdc311bfd2c7c4f6f', '2026-11-29 19:04:47.703347+00');
INSERT INTO bulk.migrations VALUES ('0045_nightly_runs', '\x5c2004c7db6145406eeb76c53752a33ee2dbd18c410437b1476b8dfd7a829297', '2026-11-29 19:04:47.939776+00');
INSERT INTO bulk.migrations VALUES ('0046_results_views', '\x15122dae4030c83a96af2171a3c1e67875b4e7be7b47ee91bc6396661694ae94', '2026-11-29 19:04:48.103324+00');
INSERT INTO bulk.migrations VALUES ('0047_read_role', '\x53643a09538807b1093eb0a27f621285d93769d9fc9c314d3cf79824243c218f', '2026-11-29 19:04:48.285741+00');
INSERT INTO bulk.migrations VALUES ('0048_keep', '\xfc0f0ba37f72ebdb087d676f666a9a7c94def325064bf17e122f1602172b1861', '2026-11-29 19:04:48.467357+00');
INSERT INTO bulk.migrations VALUES ('0050_suspects', '\xd2c1e08bb5d6dff912a828856873c331a73a6c4270125bc864b3f61b79704ec3', '2026-11-29 19:04:48.627176+00');
INSERT INTO bulk.migrations VALUES ('0051_take_permits', '\x5804911022755cd3e5126bf0e237f56e907c7d985b42046ddbe2792af147fce8', '2026-11-29 19:04:48.822335+00');
INSERT INTO bulk.migrations VALUES ('0060_looks', '\xca6a21cfdf090b16e8eb900955fd588aa16a0e36a71f1d646a8c097daa66a945', '2026-11-29 19:04:49.035549+00');
INSERT INTO bulk.migrations VALUES ('0061_open_looks', '\x69dba9bef554eca9ce5a777b841517f56ca35880634b8db1f110d611d0b7a6fc', '2026-11-29 19:04:49.29188+00');
INSERT INTO bulk.migrations VALUES ('0065_sentinels', '\x86faa8ad99e862d7b4c78f2dea819ce8a0bbb41e507a82e73370cf41e3b95652', '2026-11-29 19:04:49.467629+00');
INSERT INTO bulk.migrations VALUES ('0070_pictures', '\xb340cf4bd9be3f8d93ff78042ac34fa6512ec815aab86ee663c87f1095228940', '2026-11-29 19:04:49.595252+00');
INSERT INTO bulk.migrations VALUES ('0075_background_engine', '\x8ea32a27667b139b04f10705f6f633efafcb1824db8c94483f63af0b24f45b8b', '2026-11-29 19:04:49.72344+00');
INSERT INTO bulk.migrations VALUES ('0080_count_ended', '\xff531c239f786254c358520bba70e9e41093f36358553aac161af7eb53b1e5bd', '2026-11-29 19:04:49.880623+00');
INSERT INTO bulk.migrations VALUES ('0085_calibration', '\xb710b257943135f6e3fef2be7307ab0acee8454632cd5a33d8b008cd54b7af06', '2026-11-29 19:04:50.074466+00');
INSERT INTO bulk.migrations VALUES ('0090_old_sentinels', '\xee3fcc31a12e3bb60585cafee79f25b2867a5f25bfe637c9a930b354d7da4784', '2026-11-29 19:04:50.224398+00');
INSERT INTO bulk.migrations VALUES ('0091_unfetched', '\xe1d6d9480c36762babb6660fd32f4d4dbd79400b10567ec2b99aae23c4c37740', '2026-11-29 19:04:50.380273+00');
INSERT INTO bulk.migrations VALUES ('0100_habits', '\x91ec4bbec123f5548a6edbc56df6fd1d33270d04e32f2bb8e280bb7ce5264598', '2026-11-29 19:04:50.628387+00');
INSERT INTO bulk.results VALUES (1, 1, 'extracted', '{"price": 80}', '[]', NULL, false, 'some/model:free', NULL, NULL, '2026-11-29 19:04:50.903087+00', '{}', '[]', '[]');
ALTER TABLE ONLY bulk.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (chunk_id, attempt_id);
ALTER TABLE ONLY bulk.approvals
    ADD CONSTRAINT approvals_pkey PRIMARY KEY (batch_id, document_no);
ALTER TABLE ONLY bulk.attempt_chunks
    ADD CONSTRAINT attempt_chunks_pkey PRIMARY KEY (attempt_id, chunk_id);
ALTER TABLE ONLY bulk.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (attempt_id);
ALTER TABLE ONLY bulk.background_engine
    ADD CONSTRAINT background_engine_pkey PRIMARY KEY (one);
ALTER TABLE ONLY bulk.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (batch_id);
ALTER TABLE ONLY bulk.batches
    ADD CONSTRAINT batches_submission_key_key UNIQUE (submission_key);
ALTER TABLE ONLY bulk.chunks
    ADD CONSTRAINT chunks_batch_id_document_no_slice_no_key UNIQUE (batch_id, document_no, slice_no);
ALTER TABLE ONLY bulk.chunks
    ADD CONSTRAINT chunks_pkey PRIMARY KEY (chunk_id);
ALTER TABLE ONLY bulk.corrections
    ADD CONSTRAINT corrections_pkey PRIMARY KEY (batch_id, document_no, field);
ALTER TABLE ONLY bulk.definitions
    ADD CONSTRAINT definitions_hash_key UNIQUE (hash);
ALTER TABLE ONLY bulk.definitions
    ADD CONSTRAINT definitions_pkey PRIMARY KEY (definition_id);
ALTER TABLE ONLY bulk.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (batch_id, document_no);
ALTER TABLE ONLY bulk.duplicates
    ADD CONSTRAINT duplicates_pkey PRIMARY KEY (batch_id, document_no);
ALTER TABLE ONLY bulk.earlier
    ADD CONSTRAINT earlier_pkey PRIMARY KEY (definition_id, simulated, hash);
ALTER TABLE ONLY bulk.gold
    ADD CONSTRAINT gold_pkey PRIMARY KEY (definition_id, hash);
ALTER TABLE ONLY bulk.inbox_files
    ADD CONSTRAINT inbox_files_batch_id_key UNIQUE (batch_id);
ALTER TABLE ONLY bulk.inbox_files
    ADD CONSTRAINT inbox_files_export_path_key UNIQUE (export_path);
ALTER TABLE ONLY bulk.inbox_files
    ADD CONSTRAINT inbox_files_pkey PRIMARY KEY (file_id);
ALTER TABLE ONLY bulk.job_runs
    ADD CONSTRAINT job_runs_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY bulk.kept
    ADD CONSTRAINT kept_pkey PRIMARY KEY (batch_id, document_no);
ALTER TABLE ONLY bulk.limit_scopes
    ADD CONSTRAINT limit_scopes_pkey PRIMARY KEY (scope);
ALTER TABLE ONLY bulk.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);
ALTER TABLE ONLY bulk.model_habits
    ADD CONSTRAINT model_habits_pkey PRIMARY KEY (model);
ALTER TABLE ONLY bulk.nightly_runs
    ADD CONSTRAINT nightly_runs_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY bulk.pack_habits
    ADD CONSTRAINT pack_habits_pkey PRIMARY KEY (definition_key, model);
ALTER TABLE ONLY bulk.paused_schedules
    ADD CONSTRAINT paused_schedules_pkey PRIMARY KEY (job);
ALTER TABLE ONLY bulk.results
    ADD CONSTRAINT results_pkey PRIMARY KEY (batch_id, document_no);
ALTER TABLE ONLY bulk.standings
    ADD CONSTRAINT standings_pkey PRIMARY KEY (definition_id, account, model);
ALTER TABLE ONLY bulk.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (worker_id);
CREATE INDEX attempts_batch ON bulk.attempts USING btree (batch_id, attempt_id);
CREATE INDEX attempts_granted ON bulk.attempts USING brin (granted_at) WITH (pages_per_range='16');
CREATE INDEX batches_kept ON bulk.batches USING btree (batch_id) WHERE ((keep IS NOT NULL) AND (forgotten_at IS NULL));
CREATE INDEX chunks_due ON bulk.chunks USING btree (batch_id, due_at, chunk_id) WHERE (state = ANY (ARRAY['pending'::text, 'leased'::text]));
CREATE INDEX chunks_looks ON bulk.chunks USING btree (batch_id, chunk_id) WHERE ((look > 0) AND (state = ANY (ARRAY['pending'::text, 'leased'::text])));
CREATE INDEX chunks_repairs ON bulk.chunks USING btree (batch_id, due_at, chunk_id) WHERE ((state = ANY (ARRAY['pending'::text, 'leased'::text])) AND ((blame_count > 0) OR (suspicion > 0)));
CREATE INDEX chunks_suspects ON bulk.chunks USING btree (suspect_of) WHERE (suspect_of IS NOT NULL);
CREATE INDEX duplicates_original ON bulk.duplicates USING btree (batch_id, original_no);
CREATE INDEX earlier_batch ON bulk.earlier USING btree (batch_id);
CREATE INDEX inbox_files_run ON bulk.inbox_files USING btree (run_id);
CREATE INDEX job_runs_started ON bulk.job_runs USING btree (started_at DESC);
CREATE INDEX model_habits_age ON bulk.model_habits USING btree (learned_at);
CREATE INDEX nightly_runs_job ON bulk.nightly_runs USING btree (job, run_id);
CREATE UNIQUE INDEX nightly_runs_open ON bulk.nightly_runs USING btree (job) WHERE (state = ANY (ARRAY['taking'::text, 'extracting'::text]));
CREATE UNIQUE INDEX nightly_runs_waiting ON bulk.nightly_runs USING btree (job) WHERE (state = 'waiting'::text);
CREATE INDEX pack_habits_age ON bulk.pack_habits USING btree (learned_at);
CREATE INDEX permits_attempt ON bulk.permits USING btree (attempt_id);
CREATE INDEX permits_scope ON bulk.permits USING btree (scope, granted_at DESC);
CREATE INDEX results_cached ON bulk.results USING btree (attempt_id) WHERE cached;
CREATE INDEX results_failed ON bulk.results USING btree (batch_id, document_no) WHERE (state = 'failed'::text);
CREATE INDEX results_weak ON bulk.results USING btree (batch_id, document_no) WHERE (confidence < (0.8)::double precision);
CREATE UNIQUE INDEX sentinels_once ON bulk.sentinels USING btree (definition_id, account, model, attempt_id, field, COALESCE(confidence, ('-1'::integer)::double precision));
CREATE INDEX sentinels_read ON bulk.sentinels USING btree (read_at);
ALTER TABLE ONLY bulk.batches
    ADD CONSTRAINT batches_definition_id_fkey FOREIGN KEY (definition_id) REFERENCES bulk.definitions(definition_id);
ALTER TABLE ONLY bulk.inbox_files
    ADD CONSTRAINT inbox_files_run_id_fkey FOREIGN KEY (run_id) REFERENCES bulk.nightly_runs(run_id);
