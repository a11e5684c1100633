-- Puts a notice on its way to its targets, with what it says; whether it was this one who did.
-- Two workers that look at once: the second changes nothing.
with spread as (
  update bulk.notices set spread_at = bulk.clock(), body = @body
  where notice_id = @notice and spread_at is null
  returning notice_id, coalesce('batch ' || batch_id, 'run ' || run_id, 'job ' || job) as subject),
added as (
  insert into bulk.deliveries (notice_id, target, kind, secret, is_internal, subject)
  select s.notice_id, t.target, t.kind, t.secret, t.is_internal, s.subject
  from spread s, unnest(@targets, @kinds, @secrets, @internal) as t (target, kind, secret, is_internal)
  on conflict do nothing)
select exists (select from spread) as is_mine;
