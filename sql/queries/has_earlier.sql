-- Whether anything was extracted under a batch's definition.
-- If not, its documents need not be looked for.
select exists (
  select from bulk.batches b
  join bulk.earlier e on e.definition_id = b.definition_id and e.simulated = b.simulated
  where b.batch_id = @batch);
