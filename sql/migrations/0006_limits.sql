-- Where requests are counted.

-- Each scope bounds one thing: requests or tokens in a span (without a span: in a day), requests under way at once, or
-- US dollars. One that names none of them bounds nothing and can only be paused.
-- declared is what the pool file says (null: ask the provider), learned what a refusal or the provider's account page
-- said since; requests is what holds.
-- After a pause a scope is half open: pause_count is not zero, and one request is let through; only its success opens
-- it for all. If nobody tells its end, another may try after "trial".
create table bulk.limit_scopes (
  scope text primary key collate "C",
  declared int,
  learned int,
  declared_by bigint,
  requests int,
  tokens int,
  parallel int,
  cost numeric,
  span interval,
  margin interval not null default '0',
  day date not null default '-infinity',
  day_used int not null default 0,
  cost_used numeric not null default 0,
  granted_at timestamptz not null default '-infinity',
  paused_until timestamptz not null default '-infinity',
  pause_reason text,
  pause_count int not null default 0,
  trial interval not null default '2 minutes',
  check (num_nonnulls(requests, tokens, parallel, cost) <= 1))
with (fillfactor = 30);

-- A permit with a worker is one of a request under way: it goes when the request ends, and counts only while the
-- worker is there.
create table bulk.permits (
  scope text not null collate "C",
  granted_at timestamptz not null,
  attempt_id bigint not null,
  tokens int,
  worker_id bigint);

create index permits_scope on bulk.permits (scope, granted_at desc);
create index permits_attempt on bulk.permits (attempt_id);

-- When a scope allows a request of some weight, seen from an instant; null means at once. Mirrored by PermitRules; a
-- test compares the two. In PL/pgSQL, which keeps its plans: a function in plain SQL is planned anew in each call,
-- which took as long as all the rest of a permit.

create function bulk.trial_free_at(s bulk.limit_scopes, t timestamptz) returns timestamptz
language sql stable as $$
  select case when s.pause_count > 0 and num_nonnulls(s.requests, s.tokens, s.parallel, s.cost) = 0
    and s.granted_at >= s.paused_until and s.granted_at + s.trial > t
    then least(s.granted_at + s.trial, t + interval '1 second') end
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

create function bulk.free_at(s bulk.limit_scopes, t timestamptz, in_tokens int, in_cost numeric)
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
