-- The permits that still weigh on scopes, oldest first.
-- No more of a scope than its limit: those before them decide nothing.
select s.scope, p.granted_at
from bulk.limit_scopes s
cross join lateral (
  select granted_at from bulk.permits p
  where p.scope = s.scope and p.granted_at > (select bulk.clock()) - s.span - s.margin
  order by granted_at desc limit s.requests) p
where s.scope = any (@scopes)
order by s.scope, p.granted_at;
