-- Drops permits that no window can still contain.
-- A day's limit counts in its scope's row and needs none of them.
delete from bulk.permits p
using bulk.limit_scopes s
where s.scope = p.scope and p.granted_at < (select bulk.clock()) - s.span - s.margin - interval '1 minute';
