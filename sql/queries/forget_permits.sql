-- Drops permits that no window can still contain, and those of requests whose worker is gone; @limit a scope at most.
-- A day's limit counts in its scope's row and needs none of them. Of each scope the oldest: never is all read.
with gone as (
  delete from bulk.permits where ctid = any (array(
    select old.ctid
    from bulk.limit_scopes s
    cross join lateral (
      select p.ctid from bulk.permits p
      where p.scope = s.scope and p.granted_at < (select bulk.clock()) - s.span - s.margin - interval '1 minute'
      order by p.granted_at limit @limit) old
    union all
    select held.ctid
    from bulk.limit_scopes s
    cross join lateral (
      select p.ctid, p.worker_id from bulk.permits p where p.scope = s.scope order by p.granted_at limit @limit) held
    where s.span is null and held.worker_id is not null and not exists (
      select from bulk.workers w
      where w.worker_id = held.worker_id and w.seen_at > (select bulk.clock()) - interval '1 hour')))
  returning scope)
select coalesce(max(g.number) >= @limit, false) as goes_on
from (select count(*) as number from gone group by scope) g;
