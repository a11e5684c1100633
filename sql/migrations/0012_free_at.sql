-- When a scope allows a request of some weight, seen from an instant; null means at once. Mirrored by PermitRules; a
-- test compares the two. All in PL/pgSQL, which keeps its plans: a function in plain SQL is planned anew in each call,
-- which took as long as all the rest of a permit.

-- A worker that did not say so for a minute is gone.
create function bulk.is_there(in_worker bigint) returns boolean
language sql volatile as $$
  select exists (
    select from bulk.workers w
    where w.worker_id = in_worker and w.seen_at > (select bulk.clock()) - interval '1 minute')
$$;

-- The requests of a scope under way: one whose worker is gone has ended somehow.
create function bulk.under_way(in_scope text, t timestamptz) returns bigint
language plpgsql stable as $$
begin
  return (
    select count(*)
    from bulk.permits p
    join bulk.workers w on w.worker_id = p.worker_id and w.seen_at > t - interval '1 minute'
    where p.scope = in_scope);
end $$;

-- The newest permit that has to leave the window. A request that weighs more than the limit needs all of it.
create function bulk.tokens_free_at(s bulk.limit_scopes, t timestamptz, in_tokens int) returns timestamptz
language plpgsql stable as $$
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

-- Near midnight (UTC) a day's scope allows nothing: the provider's clock may stand on the other side of it.
create function bulk.day_free_at(s bulk.limit_scopes, t timestamptz, in_tokens int) returns timestamptz
language plpgsql stable as $$
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

-- What requests under way have reserved may come back: that is worth another question in a moment.
create function bulk.budget_free_at(s bulk.limit_scopes, t timestamptz, in_cost numeric) returns timestamptz
language plpgsql stable as $$
begin
  return case
    when s.cost_used + in_cost <= s.cost then null
    when in_cost <= s.cost and bulk.under_way(s.scope, t) > 0 then t + interval '1 second'
    else 'infinity' end;
end $$;

drop function bulk.take_permit(text[], bigint, bigint, text, text, bigint[], bigint[]);
drop function bulk.free_at(bulk.limit_scopes, timestamptz);

create function bulk.free_at(s bulk.limit_scopes, t timestamptz, in_tokens int, in_cost numeric)
returns timestamptz language plpgsql stable as $$
declare
  oldest timestamptz;
begin
  if s.paused_until > t then
    return s.paused_until;
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

create or replace function bulk.unsendable(
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
