-- Asks for the permits of several requests in one go, each decided after those before it: a commit takes as long as
-- many permits. All scopes are locked first, in key order: request by request they would be locked crosswise.

create function bulk.asked_permits(in_requests jsonb)
returns table (scopes text[], worker bigint, batch bigint, account text, model text, chunks bigint[], leases bigint[],
  tokens int, cost numeric, place bigint)
language sql immutable rows 10 as $$
  select * from rows from (jsonb_to_recordset(in_requests) as (
    scopes text[], worker bigint, batch bigint, account text, model text, chunks bigint[], leases bigint[],
    tokens int, cost numeric)) with ordinality
$$;

-- Where nothing is bounded or was paused only batches and leases can refuse, so all is decided at once.
create function bulk.take_unbounded_permits(in_requests jsonb, in_scopes text[])
returns table (place bigint, attempt_id bigint, retry_at timestamptz, refused_by text)
language plpgsql as $$
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

create function bulk.take_permits(in_requests jsonb)
returns table (place bigint, attempt_id bigint, retry_at timestamptz, refused_by text)
language plpgsql as $$
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
