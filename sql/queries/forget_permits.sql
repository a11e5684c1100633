-- Drops permits that no window can still contain, and those of requests whose worker is gone.
-- A day's limit counts in its scope's row and needs none of them.
delete from bulk.permits p
using bulk.limit_scopes s
where s.scope = p.scope
  and (p.granted_at < (select bulk.clock()) - s.span - s.margin - interval '1 minute'
    or p.worker_id is not null and not exists (
      select from bulk.workers w
      where w.worker_id = p.worker_id and w.seen_at > (select bulk.clock()) - interval '1 hour'));
