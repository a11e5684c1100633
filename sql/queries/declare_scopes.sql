-- Declares the scopes of a worker's pool; the smaller number wins while another worker that named one is alive.
-- What was learned holds until the pool names another number; a stop that only the user could mend is lifted.
insert into bulk.limit_scopes as s (scope, requests, declared, span, margin, declared_by)
select d.scope, d.requests, case when not d.auto then d.requests end, d.span, d.margin, @worker
from unnest(@scopes, @requests, @autos, @spans, @margins) as d (scope, requests, auto, span, margin)
on conflict (scope) do update
set requests = least(
      case when exists (
        select from bulk.workers w
        where w.worker_id = s.declared_by and w.seen_at > (select bulk.clock()) - interval '1 minute')
        then s.requests end,
      case when s.declared is distinct from excluded.declared then excluded.requests
        when excluded.declared is null then coalesce(s.learned, excluded.requests)
        else least(excluded.requests, s.learned) end),
    learned = case when s.declared is not distinct from excluded.declared then s.learned end,
    declared = excluded.declared,
    span = excluded.span,
    margin = greatest(s.margin, excluded.margin),
    declared_by = excluded.declared_by,
    paused_until = case when s.paused_until = 'infinity' and s.scope like 'account %'
      then '-infinity' else s.paused_until end
returning scope, requests;
