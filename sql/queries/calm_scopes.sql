-- A request that was granted after a pause succeeded: its scopes are open, and at the foot of the ladder again.
-- Locks only rows that do not stand there already, in key order.
with locked as (
  select s.scope
  from bulk.limit_scopes s
  where s.scope = any (@scopes) and s.pause_count > 0
    and s.paused_until <= (select a.granted_at from bulk.attempts a where a.attempt_id = @attempt)
  order by s.scope
  for update)
update bulk.limit_scopes s set pause_count = 0 from locked where s.scope = locked.scope;
