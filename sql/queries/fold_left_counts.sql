-- Does the same for all batches that somebody counted for, whoever did it and is gone since.
-- It waits for nobody.
select bulk.fold_counts(batch_id)
from (
  select batch_id from bulk.batches
  where batch_id in (select c.batch_id from bulk.counts c)
  order by batch_id
  for no key update skip locked) as b;
