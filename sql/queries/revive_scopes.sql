-- Lets models back in that the provider lists again after they were gone.
-- Ordinary pauses stay; so do stops of models that were asked lately. Locks in key order, as all that touch scopes.
with locked as (
  select scope from bulk.limit_scopes
  where scope = any (@scopes) and paused_until = 'infinity' and granted_at <= bulk.clock() - @rest::interval
  order by scope
  for update)
update bulk.limit_scopes s
set paused_until = '-infinity', pause_reason = null, pause_count = 0
from locked
where s.scope = locked.scope
returning s.scope;
