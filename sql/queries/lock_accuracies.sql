-- Holds the accuracies of the models that read for some batches, and says which of them are in quarantine.
-- One that has none yet gets it; until the end of the transaction nobody can put them there.
with asked as (
  select distinct b.definition_id, a.batch_id, a.account, a.model
  from unnest(@batches, @accounts, @models) as a (batch_id, account, model)
  join bulk.batches b using (batch_id)),
added as (
  insert into bulk.model_accuracies (definition_id, account, model)
  select distinct definition_id, account, model from asked order by 1, 2, 3
  on conflict do nothing),
held as (
  select s.definition_id, s.account, s.model, s.quarantined_at
  from bulk.model_accuracies s
  where (s.definition_id, s.account, s.model) in (select definition_id, account, model from asked)
  order by 1, 2, 3
  for share)
select asked.batch_id, held.account, held.model
from held
join asked using (definition_id, account, model)
where held.quarantined_at is not null;
