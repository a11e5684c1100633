-- Gives a permit back whose request was never sent, and says so in the ledger; another may be the trial after a pause.
-- Scopes are locked in key order, as take_permits does; the day's count goes back only within the same day.
with unsent as (
  update bulk.attempts set outcome = 'unsent', ended_at = bulk.clock()
  where attempt_id = @attempt and outcome is null
  returning attempt_id, scopes, granted_at, tokens, cost, weights),
returned as (
  delete from bulk.permits p using unsent where p.attempt_id = unsent.attempt_id),
locked as (
  select s.scope, unsent.cost,
    case when s.pause_count > 0 and s.granted_at = unsent.granted_at and s.paused_until <= s.granted_at
      then s.granted_at + interval '1 microsecond' end as trial_over,
    case when s.day <> bulk.window_day(s.monthly, s.zone, unsent.granted_at) then 0
      when s.span is not null or s.cost is not null or num_nonnulls(s.requests, s.tokens) = 0 then 0
      when s.requests is not null then 1 else coalesce(w.weight, least(unsent.tokens, s.tokens)) end as used
  from unsent
  cross join lateral unnest(unsent.scopes, unsent.weights) as w (scope, weight)
  join bulk.limit_scopes s on s.scope = w.scope
  where (s.pause_count > 0 or s.cost is not null or s.span is null and num_nonnulls(s.requests, s.tokens) = 1)
  order by s.scope
  for update of s)
update bulk.limit_scopes s
set paused_until = coalesce(locked.trial_over, s.paused_until),
  day_used = greatest(0, s.day_used - coalesce(locked.used, 0)),
  cost_used = s.cost_used - case when s.cost is null then 0 else coalesce(locked.cost, 0) end
from locked where s.scope = locked.scope;
