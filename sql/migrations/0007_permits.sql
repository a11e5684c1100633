-- The right to send requests now. Permits are asked for by the list; one alone is a list of one.

create type bulk.permit_request as (
  scopes text[], worker bigint, batch bigint, account text, model text, chunks bigint[], leases bigint[],
  tokens int, cost numeric);

-- Why a pack must not be sent although its scopes would allow it: null, 'batch' (no longer active) or
-- 'lease' (a chunk of it is no longer ours, say after this process stood still for longer than the lease).
create function bulk.unsendable(
  in_batch bigint, in_chunks bigint[], in_tokens bigint[], t timestamptz) returns text
language plpgsql stable as $$
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

-- Grants a request in all its scopes at once. The attempt is durable before the request is sent, and with it what it
-- reserves of tokens and dollars: if nobody ever tells its end, that stays spent.
create function bulk.grant_permit(r bulk.permit_request, t timestamptz) returns bigint
language plpgsql as $$
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

-- Where nothing is bounded or was paused only batches and leases can refuse, so several are decided at once.
create function bulk.take_unbounded_permits(in_requests jsonb, in_scopes text[])
returns table (place bigint, attempt_id bigint, refused_by text)
language plpgsql as $$
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

-- Decides requests one after the other; the scope that refuses one says when to ask again. All their scopes, which the
-- caller names, are locked first, in key order: request by request they would be locked crosswise, and a count under
-- the snapshot from before the lock would grant more than the limit. The clock is read after that.
-- half_open: one of the scopes was paused, and nothing succeeded there since.
create function bulk.take_permits(in_scopes text[], in_requests jsonb)
returns table (place bigint, attempt_id bigint, refused_by text, retry_at timestamptz, half_open boolean)
language plpgsql as $$
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

-- Settles what a request reserved when it has ended: the tokens it took and what it cost, as far as they were told
-- (null: the reservation stays). It is no longer under way. Safe to repeat: what is settled differs by nothing.
-- The commit is not waited for: if the server dies over it, the reservation stays, and that breaks no limit.
create function bulk.settle_permit(in_attempt bigint, in_tokens int, in_cost numeric) returns void
language plpgsql as $$
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
