-- Settles what a request reserved when it has ended: what it weighed and what it cost, as far as that was told (null:
-- the reservation stays). It is no longer under way. Safe to repeat: what is settled differs by nothing.
-- The commit is not waited for: if the server dies over it, the reservation stays, and that breaks no limit.
drop function bulk.settle_permit(bigint, int, numeric);
create function bulk.settle_permit(in_attempt bigint, in_tokens int, in_cost numeric, in_weights int[] default null)
returns void language plpgsql as $$
declare
  a bulk.attempts;
  settled int[];
begin
  perform set_config('synchronous_commit', 'off', true);
  delete from bulk.permits p where p.attempt_id = in_attempt and p.worker_id is not null;
  select * into a from bulk.attempts x where x.attempt_id = in_attempt for update;
  if not found then
    return;
  end if;

  perform 1 from bulk.limit_scopes s
  where s.scope = any (a.scopes) and (s.cost is not null or s.tokens is not null) order by s.scope for update;
  settled := array(
    select case when in_tokens is null then coalesce(w.reserved, least(a.tokens, s.tokens))
      else least(coalesce(w.weight, in_tokens), s.tokens) end
    from unnest(a.scopes, in_weights, a.weights) with ordinality as w (scope, weight, reserved, place)
    left join bulk.limit_scopes s using (scope)
    order by w.place);
  update bulk.permits p
  set tokens = w.weight
  from unnest(a.scopes, settled) as w (scope, weight)
  join bulk.limit_scopes s using (scope)
  where p.attempt_id = in_attempt and p.scope = s.scope and s.tokens is not null and in_tokens is not null;
  update bulk.limit_scopes s
  set cost_used = s.cost_used + case when s.cost is null then 0 else coalesce(in_cost - coalesce(a.cost, 0), 0) end,
      day_used = s.day_used
        + case when s.tokens is not null and s.day = bulk.window_day(s.monthly, s.zone, a.granted_at)
          then w.weight - coalesce(w.reserved, least(a.tokens, s.tokens)) else 0 end
  from unnest(a.scopes, settled, a.weights) as w (scope, weight, reserved)
  where s.scope = w.scope and (s.cost is not null or s.tokens is not null);
  update bulk.attempts x
  set tokens = coalesce(in_tokens, x.tokens), cost = coalesce(in_cost, x.cost),
    weights = settled
  where x.attempt_id = in_attempt;
end $$;
