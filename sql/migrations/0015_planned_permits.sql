-- The functions behind a permit keep their plans: a function in plain SQL is planned anew in each call, which took as
-- long as all the rest of a permit. What they decide stays the same.

create or replace function bulk.under_way(in_scope text, t timestamptz) returns bigint
language plpgsql stable as $$
begin
  return (
    select count(*)
    from bulk.permits p
    join bulk.workers w on w.worker_id = p.worker_id and w.seen_at > t - interval '1 minute'
    where p.scope = in_scope);
end $$;

create or replace function bulk.tokens_free_at(s bulk.limit_scopes, t timestamptz, in_tokens int) returns timestamptz
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

create or replace function bulk.budget_free_at(s bulk.limit_scopes, t timestamptz, in_cost numeric) returns timestamptz
language plpgsql stable as $$
begin
  return case
    when s.cost_used + in_cost <= s.cost then null
    when in_cost <= s.cost and bulk.under_way(s.scope, t) > 0 then t + interval '1 second'
    else 'infinity' end;
end $$;

create or replace function bulk.free_at(s bulk.limit_scopes, t timestamptz, in_tokens int, in_cost numeric)
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

drop function bulk.requests_free_at(bulk.limit_scopes);

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
