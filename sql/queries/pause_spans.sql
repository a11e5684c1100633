-- Pauses every scope with a span for that span: the clock jumped, and nobody knows what its windows hold.
-- Locks in key order, as all that touch scopes.
with locked as (
  select scope from bulk.limit_scopes where span is not null order by scope for update)
update bulk.limit_scopes s
set pause_reason = @reason, paused_until = greatest(s.paused_until, bulk.clock() + s.span + s.margin)
from locked
where s.scope = locked.scope;
