-- A database of the first schema with one finished batch: pg_dump of it, as a program of 2026-11 left it.
set check_function_bodies = false;
CREATE SCHEMA bulk;
CREATE SCHEMA bulk_results;
CREATE TYPE bulk.permit_request AS (
	scopes text[],
	worker bigint,
	batch bigint,
	account text,
	model text,
	chunks bigint[],
	leases bigint[],
	tokens integer,
	cost numeric
);
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
CREATE TABLE bulk.limit_scopes (
    scope text NOT NULL COLLATE pg_catalog."C",
    declared integer,
    learned integer,
    declared_by bigint,
    requests integer,
    tokens integer,
    parallel integer,
    cost numeric,
    span interval,
    margin interval DEFAULT '00:00:00'::interval NOT NULL,
    day date DEFAULT '-infinity'::date NOT NULL,
    day_used integer DEFAULT 0 NOT NULL,
    cost_used numeric DEFAULT 0 NOT NULL,
    granted_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    paused_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    pause_reason text,
    pause_count integer DEFAULT 0 NOT NULL,
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
CREATE FUNCTION bulk.grant_permit(r bulk.permit_request, t timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
  attempt bigint;
  known int;
begin
  insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, tokens, cost)
  values (r.batch, r.worker, r.account, r.model, r.scopes, cardinality(r.chunks), t, r.tokens, nullif(r.cost, 0))
  returning attempt_id into attempt;
  insert into bulk.attempt_chunks select attempt, * from unnest(r.chunks, r.leases);
  insert into bulk.permits (scope, granted_at, attempt_id, tokens, worker_id)
  select s.scope, t, attempt, case when s.tokens is not null then least(r.tokens, s.tokens) end,
    case when s.span is null then r.worker end
  from bulk.limit_scopes s
  where s.scope = any (r.scopes) and (s.span is not null or s.parallel is not null or s.cost is not null);
  update bulk.limit_scopes s
  set granted_at = t, day = (t at time zone 'UTC')::date,
    day_used = case when s.day = (t at time zone 'UTC')::date then s.day_used else 0 end
      + case when s.tokens is null then 1 else least(r.tokens, s.tokens) end,
    cost_used = s.cost_used + case when s.cost is null then 0 else r.cost end
  where s.scope = any (r.scopes);
  get diagnostics known = row_count;
  if known <> cardinality(r.scopes) then
    raise exception 'a scope of % is not declared', r.scopes;
  end if;
  return attempt;
end $$;
CREATE FUNCTION bulk.is_there(in_worker bigint) RETURNS boolean
    LANGUAGE sql
    AS $$
  select exists (select from bulk.living_workers w where w.worker_id = in_worker)
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
CREATE FUNCTION bulk.take_permits(in_scopes text[], in_requests jsonb) RETURNS TABLE(place bigint, attempt_id bigint, refused_by text, retry_at timestamp with time zone, half_open boolean)
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
declare
  free int;
  r bulk.permit_request;
  t timestamptz;
begin
  select count(*) filter (where s.pause_count = 0 and num_nonnulls(s.requests, s.tokens, s.parallel, s.cost) = 0)
  into free
  from (select * from bulk.limit_scopes s where s.scope = any (in_scopes) order by s.scope for update) s;
  if free = cardinality(in_scopes) and jsonb_array_length(in_requests) > 1 then
    return query
    select u.place, u.attempt_id, u.refused_by, null::timestamptz, false
    from bulk.take_unbounded_permits(in_requests, in_scopes) u;
    return;
  end if;
  for i in 1 .. jsonb_array_length(in_requests) loop
    r := jsonb_populate_record(null::bulk.permit_request, in_requests -> i - 1);
    place := i;
    select greatest(bulk.clock(), max(s.granted_at)), coalesce(bool_or(s.pause_count > 0), false) into t, half_open
    from bulk.limit_scopes s where s.scope = any (r.scopes);
    select f.scope, f.at into refused_by, retry_at
    from (
      select s.scope, bulk.free_at(s, t, r.tokens, r.cost) as at
      from bulk.limit_scopes s where s.scope = any (r.scopes)) f
    where f.at > t order by f.at desc, f.scope limit 1;
    if not found then
      refused_by := bulk.unsendable(r.batch, r.chunks, r.leases, t);
    end if;
    attempt_id := case when refused_by is null then bulk.grant_permit(r, t) end;
    return next;
  end loop;
end $$;
CREATE FUNCTION bulk.take_unbounded_permits(in_requests jsonb, in_scopes text[]) RETURNS TABLE(place bigint, attempt_id bigint, refused_by text)
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
declare
  t timestamptz;
begin
  select greatest(bulk.clock(), max(s.granted_at)) into t from bulk.limit_scopes s where s.scope = any (in_scopes);
  return query
  with asked as materialized (
    select r.*, bulk.unsendable(r.batch, r.chunks, r.leases, t) as refused
    from jsonb_populate_recordset(null::bulk.permit_request, in_requests) with ordinality as r (
      scopes, worker, batch, account, model, chunks, leases, tokens, cost, place)),
  granted as materialized (
    select a.*, nextval(pg_get_serial_sequence('bulk.attempts', 'attempt_id')) as id
    from asked a where refused is null),
  attempts as (
    insert into bulk.attempts
      (attempt_id, batch_id, worker_id, account, model, scopes, chunk_count, granted_at, tokens, cost)
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
  select a.place, g.id, a.refused from asked a left join granted g using (place);
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
    question_no integer DEFAULT 0 NOT NULL,
    asked text[],
    further boolean DEFAULT false NOT NULL,
    fields jsonb NOT NULL,
    grounding jsonb DEFAULT '{}'::jsonb NOT NULL,
    flags jsonb DEFAULT '[]'::jsonb NOT NULL,
    repairs jsonb DEFAULT '[]'::jsonb NOT NULL,
    confidence double precision,
    created_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
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
    choice text,
    scopes text[] NOT NULL,
    chunk_count integer NOT NULL,
    tokens integer,
    cost numeric,
    granted_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    failure text,
    reason text,
    status integer,
    answered_by text,
    answer_count integer DEFAULT 0 NOT NULL,
    detected jsonb,
    prompt_tokens integer,
    completion_tokens integer,
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
CREATE TABLE bulk.batches (
    batch_id bigint NOT NULL,
    definition_id bigint NOT NULL,
    job text NOT NULL,
    source text NOT NULL,
    submission_key text,
    columns text[] NOT NULL,
    settings json NOT NULL,
    accounts text[] NOT NULL,
    pool text NOT NULL,
    simulated boolean NOT NULL,
    keep interval,
    state text DEFAULT 'queued'::text NOT NULL,
    waiting_for text,
    on_time boolean,
    document_count integer DEFAULT 0 NOT NULL,
    extracted_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    cached_count integer DEFAULT 0 NOT NULL,
    taken_back_count integer DEFAULT 0 NOT NULL,
    remembered boolean DEFAULT false NOT NULL,
    split_asked_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    split_at timestamp with time zone,
    split_problem text,
    created_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    opened_again_at timestamp with time zone,
    finished_at timestamp with time zone,
    forgotten_at timestamp with time zone,
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
    slice_offset integer,
    tokens integer NOT NULL,
    state text DEFAULT 'pending'::text NOT NULL,
    due_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    lease_token bigint DEFAULT 0 NOT NULL,
    leased_by bigint,
    blame_count integer DEFAULT 0 NOT NULL,
    blamed_models text[] DEFAULT '{}'::text[] NOT NULL,
    suspicion integer DEFAULT 0 NOT NULL,
    suspect_of bigint,
    held boolean DEFAULT false NOT NULL,
    crash_count integer DEFAULT 0 NOT NULL,
    problem text,
    hint text,
    question_no integer DEFAULT 0 NOT NULL,
    answered_by text[] DEFAULT '{}'::text[] NOT NULL,
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
    picture bytea,
    columns text[] NOT NULL,
    hash bytea NOT NULL,
    tokens integer NOT NULL,
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
CREATE TABLE bulk.kept (
    batch_id bigint NOT NULL,
    document_no integer NOT NULL,
    asked text[] NOT NULL,
    fields jsonb NOT NULL,
    grounding jsonb NOT NULL,
    flags jsonb NOT NULL
);
CREATE TABLE bulk.workers (
    worker_id bigint NOT NULL,
    host text NOT NULL,
    process_id integer NOT NULL,
    accounts text[] NOT NULL,
    only_batch bigint,
    started_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    seen_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
CREATE VIEW bulk.living_workers AS
 SELECT workers.worker_id,
    workers.accounts,
    workers.only_batch
   FROM bulk.workers
  WHERE (workers.seen_at > (( SELECT bulk.clock() AS clock) - '00:01:00'::interval));
CREATE TABLE bulk.migrations (
    name text NOT NULL,
    hash bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
CREATE TABLE bulk.model_accuracies (
    definition_id bigint NOT NULL,
    account text NOT NULL,
    model text NOT NULL,
    since bigint DEFAULT 0 NOT NULL,
    expected double precision,
    quarantined_at timestamp with time zone,
    reason text,
    trial_at timestamp with time zone,
    trial_count integer DEFAULT 0 NOT NULL
);
CREATE TABLE bulk.model_stats (
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
CREATE TABLE bulk.pack_stats (
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
    grounding jsonb DEFAULT '{}'::jsonb NOT NULL,
    flags jsonb DEFAULT '[]'::jsonb NOT NULL,
    repairs jsonb DEFAULT '[]'::jsonb NOT NULL,
    said jsonb DEFAULT '[]'::jsonb NOT NULL,
    confidence double precision,
    error text,
    cached boolean DEFAULT false NOT NULL,
    model text,
    attempt_id bigint,
    created_at timestamp with time zone DEFAULT bulk.clock() NOT NULL,
    CONSTRAINT results_check CHECK (((state = 'extracted'::text) = (fields IS NOT NULL))),
    CONSTRAINT results_state_check CHECK ((state = ANY (ARRAY['extracted'::text, 'failed'::text])))
);
CREATE TABLE bulk.sentinels (
    definition_id bigint NOT NULL,
    account text NOT NULL,
    model text NOT NULL,
    attempt_id bigint NOT NULL,
    field text NOT NULL,
    confidence double precision,
    right_count integer NOT NULL,
    wrong_count integer NOT NULL,
    missed_count integer NOT NULL,
    read_at timestamp with time zone DEFAULT bulk.clock() NOT NULL
);
ALTER TABLE bulk.workers ALTER COLUMN worker_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME bulk.workers_worker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW bulk_results.adverts AS
 SELECT r.batch_id AS _batch,
    r.document_no AS _row,
    d.key AS _key,
    bulk.as_text((r.fields -> 'title'::text)) AS title,
    bulk.as_text((r.fields -> 'category'::text)) AS category,
    bulk.as_text((r.fields -> 'condition'::text)) AS condition,
    bulk.as_numeric((r.fields -> 'price'::text)) AS price,
    bulk.as_text((r.fields -> 'currency'::text)) AS currency,
    bulk.as_boolean((r.fields -> 'negotiable'::text)) AS negotiable,
    bulk.as_text((r.fields -> 'city'::text)) AS city,
    bulk.as_text((r.fields -> 'phone'::text)) AS phone,
    bulk.as_text((r.fields -> 'email'::text)) AS email,
    bulk.as_date((r.fields -> 'available_from'::text)) AS available_from,
    r.model AS _model,
    r.confidence AS _confidence,
    r.error AS _error,
    r.created_at AS _at,
    b.simulated AS _simulated
   FROM ((bulk.results r
     JOIN bulk.batches b ON ((b.batch_id = r.batch_id)))
     LEFT JOIN bulk.documents d ON (((d.batch_id = r.batch_id) AND (d.document_no = r.document_no))))
  WHERE (b.job = 'adverts'::text);
COMMENT ON VIEW bulk_results.adverts IS '66aa2d7afc7f93dfd136f25b26b70b2a';
INSERT INTO bulk.answers VALUES (1, 1, 0, NULL, false, '{"city": "Würzburg", "email": "sabine.k@example.net", "phone": null, "price": 6100, "title": "VW Polo 1.2 TSI, Bj. 2012, 98.000 km", "category": "vehicles", "currency": "EUR", "condition": null, "negotiable": true, "available_from": "2026-04-07"}', '{"/city": {"how": "exact", "start": 179, "length": 8, "confidence": 0.97, "code_point_start": 177, "code_point_length": 8}, "/email": {"how": "exact", "start": 228, "length": 20, "confidence": 0.97, "code_point_start": 226, "code_point_length": 20}, "/price": {"how": "normalised", "start": 116, "length": 5, "confidence": 0.95, "code_point_start": 115, "code_point_length": 5}, "/title": {"how": "exact", "start": 0, "length": 36, "confidence": 0.97, "code_point_start": 0, "code_point_length": 36}, "/category": {"how": "exact", "quote": true, "start": 0, "length": 2, "confidence": 0.9, "code_point_start": 0, "code_point_length": 2}, "/currency": {"how": "exact", "start": 112, "length": 3, "confidence": 0.97, "code_point_start": 111, "code_point_length": 3}, "/negotiable": {"how": "exact", "quote": true, "start": 129, "length": 12, "confidence": 0.9, "code_point_start": 128, "code_point_length": 12}, "/available_from": {"how": "normalised", "start": 193, "length": 13, "confidence": 0.95, "code_point_start": 191, "code_point_length": 13}}', '[]', '[]', 0.9, '2026-11-29 21:39:51.522432+00');
INSERT INTO bulk.answers VALUES (2, 1, 0, NULL, false, '{"city": "Leeds", "email": "sarah.m@example.com", "phone": null, "price": 90, "title": "Lego Technic crane 42009", "category": "children", "currency": "GBP", "condition": "like_new", "negotiable": false, "available_from": "2026-09-26"}', '{"/city": {"how": "exact", "start": 195, "length": 5, "confidence": 0.97, "code_point_start": 193, "code_point_length": 5}, "/email": {"how": "exact", "start": 164, "length": 19, "confidence": 0.97, "code_point_start": 162, "code_point_length": 19}, "/price": {"how": "exact", "start": 30, "length": 2, "confidence": 0.97, "code_point_start": 29, "code_point_length": 2}, "/title": {"how": "exact", "start": 0, "length": 24, "confidence": 0.97, "code_point_start": 0, "code_point_length": 24}, "/category": {"how": "exact", "quote": true, "start": 0, "length": 4, "confidence": 0.9, "code_point_start": 0, "code_point_length": 4}, "/currency": {"how": "normalised", "start": 29, "length": 1, "confidence": 0.95, "code_point_start": 28, "code_point_length": 1}, "/condition": {"how": "exact", "quote": true, "start": 112, "length": 8, "confidence": 0.9, "code_point_start": 110, "code_point_length": 8}, "/negotiable": {"how": "none", "confidence": 0.8}, "/available_from": {"how": "normalised", "start": 133, "length": 17, "confidence": 0.95, "code_point_start": 131, "code_point_length": 17}}', '[]', '[]', 0.8, '2026-11-29 21:39:51.530937+00');
INSERT INTO bulk.answers VALUES (3, 1, 0, NULL, false, '{"city": "Warszawa", "email": "aga.n@example.pl", "phone": "773-969-293", "price": null, "title": "Konsola Nintendo Switch OLED", "category": "electronics", "currency": null, "condition": "like_new", "negotiable": true, "available_from": null}', '{"/city": {"how": "exact", "start": 46, "length": 8, "confidence": 0.97, "code_point_start": 46, "code_point_length": 8}, "/email": {"how": "exact", "start": 221, "length": 16, "confidence": 0.97, "code_point_start": 221, "code_point_length": 16}, "/phone": {"how": "exact", "start": 205, "length": 11, "confidence": 0.97, "code_point_start": 205, "code_point_length": 11}, "/title": {"how": "exact", "start": 0, "length": 28, "confidence": 0.97, "code_point_start": 0, "code_point_length": 28}, "/category": {"how": "exact", "quote": true, "start": 0, "length": 7, "confidence": 0.9, "code_point_start": 0, "code_point_length": 7}, "/condition": {"how": "exact", "quote": true, "start": 129, "length": 17, "confidence": 0.9, "code_point_start": 129, "code_point_length": 17}, "/negotiable": {"how": "exact", "quote": true, "start": 163, "length": 13, "confidence": 0.9, "code_point_start": 163, "code_point_length": 13}}', '[]', '[]', 0.9, '2026-11-29 21:39:51.530978+00');
INSERT INTO bulk.attempt_chunks VALUES (1, 1, 1);
INSERT INTO bulk.attempt_chunks VALUES (1, 2, 1);
INSERT INTO bulk.attempt_chunks VALUES (1, 3, 1);
INSERT INTO bulk.attempts OVERRIDING SYSTEM VALUE VALUES (1, 2, 1, 'simulated simulated', 'upstage/solar-pro-3:free', 'lane multilingual', '{"account simulated simulated","account simulated simulated free per 2s","account simulated simulated free per day","model simulated simulated upstage/solar-pro-3:free"}', 3, 9993, NULL, '2026-11-29 21:39:50.727611+00', '2026-11-29 21:39:51.52135+00', 'answered', NULL, NULL, 200, 'upstage/solar-pro-3-20260127:free', 3, '{}', 1301, 278);
INSERT INTO bulk.batches OVERRIDING SYSTEM VALUE VALUES (2, 2, 'adverts', 'rows.csv', NULL, '{ad_id,source,received,advert,remark}', '{"Pack":10,"PackIsAuto":true,"Weight":1,"Tiers":["Local","Free"],"Models":[],"Prefer":[],"MaxCost":0,"Deadline":null,"DenyDataCollection":false,"Fresh":false,"Sentinel":0,"Inquiry":{"Votes":1,"Everywhere":false,"Passes":1,"GoesOn":false},"SliceTokens":24000}', '{"simulated simulated"}', '# The pool of ''bulk demo'' and --simulate: seven free models of one account, with limits short enough to be seen.
accounts:
  simulated:
    address: "${SIMULATOR_ADDRESS}"
    limits:
      free: [{ requests: 12, per: 2s }, { requests: 1000, per: day }]
    timeout: 30s
    cooldown: 1s
models:
  - { id: "google/gemini-2.0-flash-exp:free", account: simulated, tier: free,
      context: 1048576, max_output: 8192, inputs: [text, image], good_for: [long, vision] }
  - { id: "meta-llama/llama-3.3-70b-instruct:free", account: simulated, tier: free,
      context: 131072, max_output: 8192, good_for: [multilingual] }
  - { id: "meta-llama/llama-3.2-3b-instruct:free", account: simulated, tier: free,
      context: 131072, max_output: 4096, good_for: [light] }
  - { id: "qwen/qwen-2.5-vl-7b-instruct:free", account: simulated, tier: free,
      context: 32768, max_output: 4096, inputs: [text, image], good_for: [vision] }
  - { id: "nousresearch/hermes-3-llama-3.1-405b:free", account: simulated, tier: free,
      context: 131072, max_output: 8192, good_for: [reasoning, structured] }
  - { id: "meta-llama/llama-3.1-405b-instruct:free", account: simulated, tier: free,
      context: 131072, max_output: 8192, good_for: [reasoning] }
  - { id: "upstage/solar-pro-3:free", account: simulated, tier: free,
      context: 128000, max_output: 8192, good_for: [multilingual] }
', true, NULL, 'finished', NULL, NULL, 3, 3, 0, 0, 0, false, '2026-11-29 21:39:48.589697+00', '2026-11-29 21:39:49.685064+00', NULL, '2026-11-29 21:39:48.589697+00', NULL, '2026-11-29 21:39:51.564996+00', NULL);
INSERT INTO bulk.chunks OVERRIDING SYSTEM VALUE VALUES (3, 2, 3, 0, NULL, NULL, NULL, 80, 'answered', '2026-11-29 21:40:50.538391+00', 1, 1, 0, '{}', 0, NULL, false, 0, NULL, NULL, 0, '{}', NULL, NULL);
INSERT INTO bulk.chunks OVERRIDING SYSTEM VALUE VALUES (2, 2, 2, 0, NULL, NULL, NULL, 82, 'answered', '2026-11-29 21:40:50.53838+00', 1, 1, 0, '{}', 0, NULL, false, 0, NULL, NULL, 0, '{}', NULL, NULL);
INSERT INTO bulk.chunks OVERRIDING SYSTEM VALUE VALUES (1, 2, 1, 0, NULL, NULL, NULL, 113, 'answered', '2026-11-29 21:40:50.538305+00', 1, 1, 0, '{}', 0, NULL, false, 0, NULL, NULL, 0, '{}', NULL, NULL);
INSERT INTO bulk.definitions OVERRIDING SYSTEM VALUE VALUES (2, '\x1b71997c8328b1ef075d6698eec46a3056a756871ae21610e8b8ba8f7882a6e2', 'adverts', '{"name":"adverts","instructions":"Copy title, city and phone as they are written.\nThe price is what the seller asks for now, as a plain number; leave out what it cost when new.\nnegotiable is true only where the seller is open to offers.\n","schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"title":{"type":"string","description":"The headline of the advert, as written"},"category":{"type":"string","enum":["vehicles","bikes","electronics","furniture","fashion","children","music","housing"],"description":"What is offered"},"condition":{"type":["string","null"],"enum":["new","like_new","used","defective",null],"description":"The condition the advert states; null if it states none"},"price":{"type":["number","null"],"minimum":0,"description":"The asking price, not the price when new; null if none is named"},"currency":{"type":["string","null"],"pattern":"^[A-Z]{3}$","description":"ISO 4217 code of the price''s currency; null without a price"},"negotiable":{"type":"boolean","description":"Whether the seller is open to offers"},"city":{"type":["string","null"],"description":"The city where the thing is"},"phone":{"type":["string","null"],"description":"The phone number, as written"},"email":{"type":["string","null"],"format":"email"},"available_from":{"type":["string","null"],"format":"date","description":"The first day it can be had"}},"required":["title","category","condition","price","currency","negotiable","city","phone","email","available_from"],"additionalProperties":false},"examples":[{"document":"Garden bench, teak\n\nSeats three. Used, a little weathered.\n£45 ono\nCollection from York. Available from 3 May 2026.\nCall 01904 496 0123","fields":{"title":"Garden bench, teak","category":"furniture","condition":"used","price":45,"currency":"GBP","negotiable":true,"city":"York","phone":"01904 496 0123","email":null,"available_from":"2026-05-03"},"quotes":{"/category":"Garden bench","/condition":"Used","/negotiable":"ono"}},{"document":"Klapprad, fast neu\nPreis: 1.150,- € Festpreis, NP 1.900 €. Zustand: wie neu. Standort: Rosenheim. Mail an rad@example.de","fields":{"title":"Klapprad, fast neu","category":"bikes","condition":"like_new","price":1150,"currency":"EUR","negotiable":false,"city":"Rosenheim","phone":null,"email":"rad@example.de","available_from":null},"quotes":{"/category":"Klapprad","/condition":"wie neu","/negotiable":"Festpreis"}},{"document":"冷蔵庫 2ドア\n\nジャンク品です。価格は応相談。\n引き取り場所：川崎市\n電話：044-123-4567","fields":{"title":"冷蔵庫 2ドア","category":"electronics","condition":"defective","price":null,"currency":null,"negotiable":true,"city":"川崎市","phone":"044-123-4567","email":null,"available_from":null}}],"ground":true}', '2026-11-29 21:39:48.497528+00');
INSERT INTO bulk.documents VALUES (2, 1, 'AD-1002', 'VW Polo 1.2 TSI, Bj. 2012, 98.000 km
- Nichtraucherfahrzeug, Rentnerauto 😉 Winterreifen auf Alufelgen dabei.
- EUR 6.100, Preis verhandelbar. Neu gekostet: EUR 11.800
- 📍 58194 Würzburg
- Ab 7. April 2026 verfügbar.
- Mail an sabine.k@example.net
Privatverkauf, keine Garantie, keine Rücknahme.', NULL, NULL, '{AD-1002,web,2026-01-05,"VW Polo 1.2 TSI, Bj. 2012, 98.000 km
- Nichtraucherfahrzeug, Rentnerauto 😉 Winterreifen auf Alufelgen dabei.
- EUR 6.100, Preis verhandelbar. Neu gekostet: EUR 11.800
- 📍 58194 Würzburg
- Ab 7. April 2026 verfügbar.
- Mail an sabine.k@example.net
Privatverkauf, keine Garantie, keine Rücknahme.","\"urgent\""}', '\x1ace9b3c818181c64577a43399dc5ad6325395780b92e9781b4b83b875a01cb5', 113, NULL, false);
INSERT INTO bulk.documents VALUES (2, 2, 'AD-1005', 'Lego Technic crane 42009
💷 £90 💷
Built once, then it gathered dust on a shelf. Complete, with instructions. Like new. Available: 26 September 2026
Please mail sarah.m@example.com
Located in Leeds.
Time wasters will be ignored.', NULL, NULL, '{AD-1005,app,2026-01-05,"Lego Technic crane 42009
💷 £90 💷
Built once, then it gathered dust on a shelf. Complete, with instructions. Like new. Available: 26 September 2026
Please mail sarah.m@example.com
Located in Leeds.
Time wasters will be ignored.",überprüft}', '\x5a12b51073cdc70b56a26f6d081e03369b1c3ac1799c8efe9ca23a3e8447e0fe', 82, NULL, false);
INSERT INTO bulk.documents VALUES (2, 3, 'AD-1008', 'Konsola Nintendo Switch OLED
Odbiór osobisty: Warszawa
Na gwarancji. Dwie gry i etui. Służyło nam wiernie, „ale przyszedł czas”. Prawie nieużywane, jak nowe.
Cena do negocjacji, czekam na oferty.
Kontakt: 773-969-293 lub aga.n@example.pl', NULL, NULL, '{AD-1008,web,2026-01-05,"Konsola Nintendo Switch OLED
Odbiór osobisty: Warszawa
Na gwarancji. Dwie gry i etui. Służyło nam wiernie, „ale przyszedł czas”. Prawie nieużywane, jak nowe.
Cena do negocjacji, czekam na oferty.
Kontakt: 773-969-293 lub aga.n@example.pl","photo; checked"}', '\x1de76d1464bfa2bbdceff696500a0b22253d13eeef4e73c8a09ae6a162ff2eb8', 80, NULL, false);
INSERT INTO bulk.limit_scopes VALUES ('model simulated simulated google/gemini-2.0-flash-exp:free', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, '00:00:00', '-infinity', 0, 0, '-infinity', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('model simulated simulated meta-llama/llama-3.1-405b-instruct:free', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, '00:00:00', '-infinity', 0, 0, '-infinity', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('model simulated simulated meta-llama/llama-3.2-3b-instruct:free', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, '00:00:00', '-infinity', 0, 0, '-infinity', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('model simulated simulated meta-llama/llama-3.3-70b-instruct:free', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, '00:00:00', '-infinity', 0, 0, '-infinity', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('model simulated simulated nousresearch/hermes-3-llama-3.1-405b:free', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, '00:00:00', '-infinity', 0, 0, '-infinity', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('model simulated simulated qwen/qwen-2.5-vl-7b-instruct:free', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, '00:00:00', '-infinity', 0, 0, '-infinity', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('account simulated simulated', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, '00:00:00', '2026-11-29', 1, 0, '2026-11-29 21:39:50.727611+00', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('account simulated simulated free per 2s', 12, NULL, 1, 12, NULL, NULL, NULL, '00:00:02', '00:00:01', '2026-11-29', 1, 0, '2026-11-29 21:39:50.727611+00', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('account simulated simulated free per day', 1000, NULL, 1, 1000, NULL, NULL, NULL, NULL, '00:00:00', '2026-11-29', 1, 0, '2026-11-29 21:39:50.727611+00', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.limit_scopes VALUES ('model simulated simulated upstage/solar-pro-3:free', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, '00:00:00', '2026-11-29', 1, 0, '2026-11-29 21:39:50.727611+00', '-infinity', NULL, 0, '00:02:00');
INSERT INTO bulk.migrations VALUES ('0001_foundation', '\x98f8bbcd3c2578ee83c40f7f5aa3d26d2adba974e31c687b50845144759fa0a7', '2026-11-29 21:39:23.249725+00');
INSERT INTO bulk.migrations VALUES ('0002_batches', '\x11f5b2d64b0e63b1a17af19a05f496a74ea3076029be0326a67d19e563210a3d', '2026-11-29 21:39:23.273793+00');
INSERT INTO bulk.migrations VALUES ('0003_chunks', '\x678fe70b71e040103ef9394e464775b446cc018a77e5e02fa307471d6707e92c', '2026-11-29 21:39:23.287052+00');
INSERT INTO bulk.migrations VALUES ('0004_results', '\x221c18197cd8a90ad22817b5704833f32e25b031fd1b0da8c803c2cd76e65557', '2026-11-29 21:39:23.297551+00');
INSERT INTO bulk.migrations VALUES ('0005_attempts', '\xc24b329f75c99102ed8520764f4c5532290f12632f328ba794ce53c4005c32e2', '2026-11-29 21:39:23.307991+00');
INSERT INTO bulk.migrations VALUES ('0006_limits', '\x5b4e825cce2a343ff363e479e385be7e0c6d789efa81dbcea140bb5463cb8e21', '2026-11-29 21:39:23.328794+00');
INSERT INTO bulk.migrations VALUES ('0007_permits', '\x1d6a68dbba87610d75d542b50c5f44b7df4d9a076c9a1dc59004b3d6053902e3', '2026-11-29 21:39:23.332769+00');
INSERT INTO bulk.migrations VALUES ('0008_learning', '\x448a4c70810f22badd29a83bc14e46ce23604f75968bb57f7be6147f87ee7bca', '2026-11-29 21:39:23.344401+00');
INSERT INTO bulk.migrations VALUES ('0009_schedules', '\x5c2004c7db6145406eeb76c53752a33ee2dbd18c410437b1476b8dfd7a829297', '2026-11-29 21:39:23.354399+00');
INSERT INTO bulk.migrations VALUES ('0010_results_views', '\xaa60ea7bb651ec7399f56bd2d31a684de71b04c8aa54b5010831722a70edb484', '2026-11-29 21:39:23.357979+00');
INSERT INTO bulk.model_stats VALUES ('simulated simulated upstage/solar-pro-3:free', '{0.9444752915047196,1,1,1}', NULL, NULL, '2026-11-29 21:39:51.808947+00');
INSERT INTO bulk.pack_stats VALUES ('simulated simulated upstage/solar-pro-3:free', '1B71997C8328B1EF075D6698EEC46A3056A756871AE21610E8B8BA8F7882A6E2', 10, 221.66666666666666, 14.333333333333332, 0, NULL, '2026-11-29 21:39:51.805303+00');
INSERT INTO bulk.permits VALUES ('account simulated simulated free per 2s', '2026-11-29 21:39:50.727611+00', 1, NULL, NULL);
INSERT INTO bulk.results VALUES (2, 1, 'extracted', '{"city": "Würzburg", "email": "sabine.k@example.net", "phone": null, "price": 6100, "title": "VW Polo 1.2 TSI, Bj. 2012, 98.000 km", "category": "vehicles", "currency": "EUR", "condition": null, "negotiable": true, "available_from": "2026-04-07"}', '{"/city": {"how": "exact", "start": 179, "length": 8, "confidence": 0.97, "code_point_start": 177, "code_point_length": 8}, "/email": {"how": "exact", "start": 228, "length": 20, "confidence": 0.97, "code_point_start": 226, "code_point_length": 20}, "/price": {"how": "normalised", "start": 116, "length": 5, "confidence": 0.95, "code_point_start": 115, "code_point_length": 5}, "/title": {"how": "exact", "start": 0, "length": 36, "confidence": 0.97, "code_point_start": 0, "code_point_length": 36}, "/category": {"how": "exact", "quote": true, "start": 0, "length": 2, "confidence": 0.9, "code_point_start": 0, "code_point_length": 2}, "/currency": {"how": "exact", "start": 112, "length": 3, "confidence": 0.97, "code_point_start": 111, "code_point_length": 3}, "/negotiable": {"how": "exact", "quote": true, "start": 129, "length": 12, "confidence": 0.9, "code_point_start": 128, "code_point_length": 12}, "/available_from": {"how": "normalised", "start": 193, "length": 13, "confidence": 0.95, "code_point_start": 191, "code_point_length": 13}}', '[]', '[]', '[]', 0.9, NULL, false, 'upstage/solar-pro-3:free', 1, '2026-11-29 21:39:51.564348+00');
INSERT INTO bulk.results VALUES (2, 2, 'extracted', '{"city": "Leeds", "email": "sarah.m@example.com", "phone": null, "price": 90, "title": "Lego Technic crane 42009", "category": "children", "currency": "GBP", "condition": "like_new", "negotiable": false, "available_from": "2026-09-26"}', '{"/city": {"how": "exact", "start": 195, "length": 5, "confidence": 0.97, "code_point_start": 193, "code_point_length": 5}, "/email": {"how": "exact", "start": 164, "length": 19, "confidence": 0.97, "code_point_start": 162, "code_point_length": 19}, "/price": {"how": "exact", "start": 30, "length": 2, "confidence": 0.97, "code_point_start": 29, "code_point_length": 2}, "/title": {"how": "exact", "start": 0, "length": 24, "confidence": 0.97, "code_point_start": 0, "code_point_length": 24}, "/category": {"how": "exact", "quote": true, "start": 0, "length": 4, "confidence": 0.9, "code_point_start": 0, "code_point_length": 4}, "/currency": {"how": "normalised", "start": 29, "length": 1, "confidence": 0.95, "code_point_start": 28, "code_point_length": 1}, "/condition": {"how": "exact", "quote": true, "start": 112, "length": 8, "confidence": 0.9, "code_point_start": 110, "code_point_length": 8}, "/negotiable": {"how": "none", "confidence": 0.8}, "/available_from": {"how": "normalised", "start": 133, "length": 17, "confidence": 0.95, "code_point_start": 131, "code_point_length": 17}}', '[]', '[]', '[]', 0.8, NULL, false, 'upstage/solar-pro-3:free', 1, '2026-11-29 21:39:51.564541+00');
INSERT INTO bulk.results VALUES (2, 3, 'extracted', '{"city": "Warszawa", "email": "aga.n@example.pl", "phone": "773-969-293", "price": null, "title": "Konsola Nintendo Switch OLED", "category": "electronics", "currency": null, "condition": "like_new", "negotiable": true, "available_from": null}', '{"/city": {"how": "exact", "start": 46, "length": 8, "confidence": 0.97, "code_point_start": 46, "code_point_length": 8}, "/email": {"how": "exact", "start": 221, "length": 16, "confidence": 0.97, "code_point_start": 221, "code_point_length": 16}, "/phone": {"how": "exact", "start": 205, "length": 11, "confidence": 0.97, "code_point_start": 205, "code_point_length": 11}, "/title": {"how": "exact", "start": 0, "length": 28, "confidence": 0.97, "code_point_start": 0, "code_point_length": 28}, "/category": {"how": "exact", "quote": true, "start": 0, "length": 7, "confidence": 0.9, "code_point_start": 0, "code_point_length": 7}, "/condition": {"how": "exact", "quote": true, "start": 129, "length": 17, "confidence": 0.9, "code_point_start": 129, "code_point_length": 17}, "/negotiable": {"how": "exact", "quote": true, "start": 163, "length": 13, "confidence": 0.9, "code_point_start": 163, "code_point_length": 13}}', '[]', '[]', '[]', 0.9, NULL, false, 'upstage/solar-pro-3:free', 1, '2026-11-29 21:39:51.564551+00');
SELECT pg_catalog.setval('bulk.attempts_attempt_id_seq', 1, true);
SELECT pg_catalog.setval('bulk.batches_batch_id_seq', 2, true);
SELECT pg_catalog.setval('bulk.chunks_chunk_id_seq', 3, true);
SELECT pg_catalog.setval('bulk.definitions_definition_id_seq', 2, true);
SELECT pg_catalog.setval('bulk.inbox_files_file_id_seq', 1, false);
SELECT pg_catalog.setval('bulk.nightly_runs_run_id_seq', 1, false);
SELECT pg_catalog.setval('bulk.workers_worker_id_seq', 1, true);
ALTER TABLE ONLY bulk.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (chunk_id, attempt_id);
ALTER TABLE ONLY bulk.approvals
    ADD CONSTRAINT approvals_pkey PRIMARY KEY (batch_id, document_no);
ALTER TABLE ONLY bulk.attempt_chunks
    ADD CONSTRAINT attempt_chunks_pkey PRIMARY KEY (attempt_id, chunk_id);
ALTER TABLE ONLY bulk.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (attempt_id);
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
ALTER TABLE ONLY bulk.kept
    ADD CONSTRAINT kept_pkey PRIMARY KEY (batch_id, document_no);
ALTER TABLE ONLY bulk.limit_scopes
    ADD CONSTRAINT limit_scopes_pkey PRIMARY KEY (scope);
ALTER TABLE ONLY bulk.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (name);
ALTER TABLE ONLY bulk.model_accuracies
    ADD CONSTRAINT model_accuracies_pkey PRIMARY KEY (definition_id, account, model);
ALTER TABLE ONLY bulk.model_stats
    ADD CONSTRAINT model_stats_pkey PRIMARY KEY (model);
ALTER TABLE ONLY bulk.nightly_runs
    ADD CONSTRAINT nightly_runs_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY bulk.pack_stats
    ADD CONSTRAINT pack_stats_pkey PRIMARY KEY (definition_key, model);
ALTER TABLE ONLY bulk.paused_schedules
    ADD CONSTRAINT paused_schedules_pkey PRIMARY KEY (job);
ALTER TABLE ONLY bulk.results
    ADD CONSTRAINT results_pkey PRIMARY KEY (batch_id, document_no);
ALTER TABLE ONLY bulk.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (worker_id);
CREATE INDEX attempts_batch ON bulk.attempts USING btree (batch_id, attempt_id);
CREATE INDEX attempts_granted ON bulk.attempts USING brin (granted_at) WITH (pages_per_range='16');
CREATE INDEX batches_kept ON bulk.batches USING btree (batch_id) WHERE ((keep IS NOT NULL) AND (forgotten_at IS NULL));
CREATE INDEX chunks_asked_again ON bulk.chunks USING btree (batch_id, chunk_id) WHERE ((question_no > 0) AND (state = ANY (ARRAY['pending'::text, 'leased'::text])));
CREATE INDEX chunks_due ON bulk.chunks USING btree (batch_id, due_at, chunk_id) WHERE (state = ANY (ARRAY['pending'::text, 'leased'::text]));
CREATE INDEX chunks_repairs ON bulk.chunks USING btree (batch_id, due_at, chunk_id) WHERE ((state = ANY (ARRAY['pending'::text, 'leased'::text])) AND ((blame_count > 0) OR (suspicion > 0)));
CREATE INDEX chunks_suspects ON bulk.chunks USING btree (suspect_of) WHERE (suspect_of IS NOT NULL);
CREATE INDEX duplicates_original ON bulk.duplicates USING btree (batch_id, original_no);
CREATE INDEX earlier_batch ON bulk.earlier USING btree (batch_id);
CREATE INDEX inbox_files_run ON bulk.inbox_files USING btree (run_id);
CREATE INDEX model_stats_age ON bulk.model_stats USING btree (learned_at);
CREATE INDEX nightly_runs_job ON bulk.nightly_runs USING btree (job, run_id);
CREATE UNIQUE INDEX nightly_runs_open ON bulk.nightly_runs USING btree (job) WHERE (state = ANY (ARRAY['taking'::text, 'extracting'::text]));
CREATE UNIQUE INDEX nightly_runs_waiting ON bulk.nightly_runs USING btree (job) WHERE (state = 'waiting'::text);
CREATE INDEX pack_stats_age ON bulk.pack_stats USING btree (learned_at);
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
