-- Declares the scopes of a worker's pool; the smaller number wins while another worker that named one is alive.
-- A stop that only the user could mend is lifted: a worker starts after something was mended.
insert into bulk.limit_scopes as s (scope, requests, span, margin, declared_by)
select *, @worker from unnest(@scopes, @requests, @spans, @margins)
on conflict (scope) do update
set requests = case when exists (
      select from bulk.workers w
      where w.worker_id = s.declared_by and w.seen_at > (select bulk.clock()) - interval '1 minute')
      then least(s.requests, excluded.requests) else excluded.requests end,
    span = excluded.span,
    margin = greatest(s.margin, excluded.margin),
    declared_by = excluded.declared_by,
    paused_until = case when s.paused_until = 'infinity' and s.scope like 'account %'
      then '-infinity' else s.paused_until end
returning scope, requests;
