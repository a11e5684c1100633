-- Gives a permit back whose request was never sent, and says so in the ledger.
-- Scopes are locked in key order, as take_permit does; the day's count goes back only within the same day.
with unsent as (
  update bulk.attempts set outcome = 'unsent', ended_at = bulk.clock()
  where attempt_id = @attempt and outcome is null
  returning attempt_id, scopes, granted_at),
returned as (
  delete from bulk.permits p using unsent where p.attempt_id = unsent.attempt_id),
locked as (
  select s.scope
  from bulk.limit_scopes s, unsent
  where s.scope = any (unsent.scopes) and s.requests is not null and s.span is null
    and s.day = (unsent.granted_at at time zone 'UTC')::date and s.day_used > 0
  order by s.scope
  for update of s)
update bulk.limit_scopes s set day_used = s.day_used - 1 from locked where s.scope = locked.scope;
