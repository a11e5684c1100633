-- Limits in all their forms: minutes of the clock, days of a time zone, months; and whatever a request weighs there.

-- Where a scope has no span it counts the days, or the months, of its zone: day is the first date of the one that
-- day_used counts. An aligned span runs by the clock, from full minute to full minute.
-- tokens bounds whatever its requests weigh: tokens of a kind, or units of the provider.
alter table bulk.limit_scopes
  add column zone text not null default 'UTC',
  add column monthly boolean not null default false,
  add column aligned boolean not null default false;

-- What the request counts for in each of its scopes; null, as in attempts from before this, is its tokens in each.
alter table bulk.attempts add column weights int[];
alter type bulk.permit_request add attribute weights int[];

-- The first date of the day or month in which an instant lies.
create function bulk.window_day(in_monthly boolean, in_zone text, t timestamptz) returns date
language sql immutable as $$
  select date_trunc(case when in_monthly then 'month' else 'day' end, t at time zone in_zone)::date
$$;

-- The midnight with which a date of a zone begins; of one that comes twice the first. Mirrored by CalendarWindow.
create function bulk.midnight(in_date date, in_zone text) returns timestamptz
language plpgsql immutable as $$
declare
  midnight timestamptz := in_date::timestamp at time zone in_zone;
begin
  return case when ((midnight - interval '1 hour') at time zone in_zone)::date = in_date
    then midnight - interval '1 hour' else midnight end;
end $$;

create function bulk.window_end(in_monthly boolean, in_zone text, t timestamptz) returns timestamptz
language plpgsql immutable as $$
begin
  return bulk.midnight(
    (bulk.window_day(in_monthly, in_zone, t)
      + case when in_monthly then interval '1 month' else interval '1 day' end)::date,
    in_zone);
end $$;

-- When the span began by the clock in which an instant lies.
create function bulk.span_start(in_span interval, t timestamptz) returns timestamptz
language sql immutable as $$
  select date_bin(in_span, t, '0001-01-01 00:00:00+00')
$$;

-- Near the end of a window nothing is allowed: the provider's clock may stand on the other side of it.
create function bulk.window_free_at(
  s bulk.limit_scopes, t timestamptz, in_weight int, in_used bigint, in_start timestamptz, in_end timestamptz)
returns timestamptz language plpgsql stable as $$
declare
  guard interval := interval '2 seconds';
  weight int := case when s.tokens is null then 1 else least(in_weight, s.tokens) end;
begin
  return case
    when t < in_start + guard then in_start + guard
    when t >= in_end - guard or in_used + weight > coalesce(s.tokens, s.requests) then in_end + guard end;
end $$;

create or replace function bulk.day_free_at(s bulk.limit_scopes, t timestamptz, in_tokens int) returns timestamptz
language plpgsql stable as $$
declare
  today date := bulk.window_day(s.monthly, s.zone, t);
begin
  return bulk.window_free_at(
    s, t, in_tokens, case when s.day = today then s.day_used else 0 end,
    bulk.midnight(today, s.zone), bulk.window_end(s.monthly, s.zone, t));
end $$;

create function bulk.aligned_free_at(s bulk.limit_scopes, t timestamptz, in_weight int) returns timestamptz
language plpgsql stable as $$
declare
  start timestamptz := bulk.span_start(s.span, t);
begin
  return bulk.window_free_at(
    s, t, in_weight,
    (select case when s.tokens is null then count(*) else coalesce(sum(p.tokens), 0) end
     from bulk.permits p where p.scope = s.scope and p.granted_at >= start),
    start, start + s.span);
end $$;

create or replace function bulk.free_at(s bulk.limit_scopes, t timestamptz, in_tokens int, in_cost numeric)
returns timestamptz language plpgsql stable as $$
declare
  oldest timestamptz;
begin
  if s.paused_until > t then
    return s.paused_until;
  end if;
  if s.pause_count > 0 and bulk.trial_free_at(s, t) is not null then
    return bulk.trial_free_at(s, t);
  end if;
  if s.aligned then
    return bulk.aligned_free_at(s, t, in_tokens);
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

-- Grants a request in all its scopes at once. The attempt is durable before the request is sent, and with it what it
-- reserves of tokens and dollars: if nobody ever tells its end, that stays spent.
create or replace function bulk.grant_permit(r bulk.permit_request, t timestamptz) returns bigint
language plpgsql as $$
declare
  attempt bigint;
  known int;
begin
  insert into bulk.attempts
    (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, tokens, cost, weights)
  values (r.batch, r.worker, r.account, r.model, r.scopes, cardinality(r.chunks), t, r.tokens, nullif(r.cost, 0),
    array(
      select least(coalesce(w.weight, r.tokens), s.tokens)
      from unnest(r.scopes, r.weights) with ordinality as w (scope, weight, place)
      left join bulk.limit_scopes s using (scope)
      order by w.place))
  returning attempt_id into attempt;
  insert into bulk.attempt_chunks select attempt, * from unnest(r.chunks, r.leases);
  insert into bulk.permits (scope, granted_at, attempt_id, tokens, worker_id)
  select s.scope, t, attempt, case when s.tokens is not null then least(coalesce(w.weight, r.tokens), s.tokens) end,
    case when s.span is null then r.worker end
  from unnest(r.scopes, r.weights) as w (scope, weight)
  join bulk.limit_scopes s using (scope)
  where s.span is not null or s.parallel is not null or s.cost is not null;
  update bulk.limit_scopes s
  set granted_at = t, day = bulk.window_day(s.monthly, s.zone, t),
    day_used = case when s.day = bulk.window_day(s.monthly, s.zone, t) then s.day_used else 0 end
      + case when s.tokens is null then 1 else least(coalesce(w.weight, r.tokens), s.tokens) end,
    cost_used = s.cost_used + case when s.cost is null then 0 else r.cost end
  from unnest(r.scopes, r.weights) as w (scope, weight)
  where s.scope = w.scope;
  get diagnostics known = row_count;
  if known <> cardinality(r.scopes) then
    raise exception 'a scope of % is not declared', r.scopes;
  end if;
  return attempt;
end $$;

-- Where nothing is bounded or was paused only batches and leases can refuse, so several are decided at once.
create or replace function bulk.take_unbounded_permits(in_requests jsonb, in_scopes text[])
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
      scopes, worker, batch, account, model, chunks, leases, tokens, cost, weights, place)),
  granted as materialized (
    select a.*, nextval(pg_get_serial_sequence('bulk.attempts', 'attempt_id')) as id
    from asked a where refused is null),
  attempts as (
    insert into bulk.attempts
      (attempt_id, batch_id, worker_id, account, model, scopes, chunk_count, granted_at, tokens, cost, weights)
    overriding system value
    select id, batch, worker, account, model, scopes, cardinality(chunks), t, tokens, nullif(cost, 0), weights
    from granted),
  attempt_chunks as (
    insert into bulk.attempt_chunks
    select g.id, held.* from granted g cross join lateral unnest(g.chunks, g.leases) as held),
  counted as (
    select scope, count(*) as requests from granted g cross join lateral unnest(g.scopes) as scope group by scope),
  used as (
    update bulk.limit_scopes s
    set granted_at = t, day = bulk.window_day(s.monthly, s.zone, t),
      day_used = case when s.day = bulk.window_day(s.monthly, s.zone, t) then s.day_used else 0 end + c.requests
    from counted c where s.scope = c.scope)
  select a.place, g.id, a.refused from asked a left join granted g using (place);
end $$;

-- Decides requests one after the other; the scope that refuses one says when to ask again. All their scopes, which the
-- caller names, are locked first, in key order: request by request they would be locked crosswise, and a count under
-- the snapshot from before the lock would grant more than the limit. The clock is read after that.
-- half_open: one of the scopes was paused, and nothing succeeded there since.
create or replace function bulk.take_permits(in_scopes text[], in_requests jsonb)
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
      select s.scope, bulk.free_at(s, t, coalesce(w.weight, r.tokens), r.cost) as at
      from unnest(r.scopes, r.weights) as w (scope, weight)
      join bulk.limit_scopes s on s.scope = w.scope) f
    where f.at > t order by f.at desc, f.scope limit 1;
    if not found then
      refused_by := bulk.unsendable(r.batch, r.chunks, r.leases, t);
    end if;
    attempt_id := case when refused_by is null then bulk.grant_permit(r, t) end;
    return next;
  end loop;
end $$;
