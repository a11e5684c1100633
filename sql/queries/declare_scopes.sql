-- Declares the scopes of a worker's pool; the smaller number wins while another worker that named one is alive.
-- What was learned, a pace too, holds until the pool names another number; a stop that only the user mends is lifted.
insert into bulk.limit_scopes as s (
  scope, requests, tokens, parallel, cost, declared, span, margin, zone, monthly, aligned, declared_by)
select d.scope, d.requests, d.tokens, d.parallel, d.cost,
  case when not d.auto then coalesce(d.requests, d.tokens) end,
  d.span, d.margin, d.zone, d.monthly, d.aligned, @worker
from unnest(
  @scopes, @requests, @tokens, @parallels, @costs, @autos, @spans, @margins, @zones, @monthlies, @aligneds)
  as d (scope, requests, tokens, parallel, cost, auto, span, margin, zone, monthly, aligned)
on conflict (scope) do update
set requests = least(
      case when bulk.is_there(s.declared_by) then s.requests end,
      case when s.declared is distinct from excluded.declared or excluded.requests is null then excluded.requests
        when excluded.declared is null then coalesce(s.learned, excluded.requests)
        else least(excluded.requests, s.learned) end),
    tokens = least(
      case when bulk.is_there(s.declared_by) then s.tokens end,
      excluded.tokens,
      case when excluded.tokens is not null and s.declared = excluded.declared then s.learned end),
    parallel = least(case when bulk.is_there(s.declared_by) then s.parallel end, excluded.parallel),
    learned = case when s.declared is not distinct from excluded.declared then s.learned end,
    declared = excluded.declared,
    span = case when num_nonnulls(excluded.requests, excluded.tokens, excluded.parallel, excluded.cost) = 0
        and bulk.is_there(s.declared_by) then s.span else excluded.span end,
    zone = excluded.zone,
    monthly = excluded.monthly,
    aligned = excluded.aligned,
    margin = greatest(s.margin, excluded.margin),
    declared_by = excluded.declared_by,
    paused_until = case when s.paused_until = 'infinity' and s.scope like 'account %'
      then '-infinity' else s.paused_until end
returning scope, requests, tokens, parallel;
