-- A model that answered starts at the foot of the ladder again.
-- Locks only rows that do not stand there already, in key order.
with locked as (
  select scope from bulk.limit_scopes
  where scope = any (@scopes) and pause_count > 0 and paused_until < 'infinity'
  order by scope
  for update)
update bulk.limit_scopes s set pause_count = 0 from locked where s.scope = locked.scope;
