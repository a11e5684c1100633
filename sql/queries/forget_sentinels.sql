-- Forgets some of the sentinels that were read longer than @age ago, but none that speaks against one in quarantine.
-- They spoke against nobody: what was read until then is vouched for, and the next look for drift begins after them.
with old as materialized (
  select x.definition_id, x.account, x.model, x.attempt_id, x.field
  from bulk.sentinels x
  where x.read_at < (select bulk.clock()) - @age::interval and not exists (
    select from bulk.model_accuracies s
    where s.definition_id = x.definition_id and s.account = x.account and s.model = x.model
      and s.quarantined_at is not null)
  order by x.read_at
  limit @limit),
held as materialized (
  select s.definition_id, s.account, s.model
  from bulk.model_accuracies s
  where (s.definition_id, s.account, s.model) in (select definition_id, account, model from old)
    and s.quarantined_at is null
  order by 1, 2, 3
  for update),
forgotten as (
  delete from bulk.sentinels x
  using old o
  join held using (definition_id, account, model)
  where x.definition_id = o.definition_id and x.account = o.account and x.model = o.model
    and x.attempt_id = o.attempt_id and x.field = o.field
  returning x.definition_id, x.account, x.model, x.attempt_id),
vouched as (
  update bulk.model_accuracies s set since = greatest(s.since, f.attempt_id)
  from (
    select definition_id, account, model, max(attempt_id) as attempt_id from forgotten group by 1, 2, 3) f
  where s.definition_id = f.definition_id and s.account = f.account and s.model = f.model)
select count(*)::int as forgotten_count from forgotten;
