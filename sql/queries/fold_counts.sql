-- Adds what was counted beside some batches to their own rows, and finishes those of which nothing is open.
-- In key order. It waits for whoever does the same, so that the last one sees all that was counted.
select bulk.fold_counts(batch_id)
from (select distinct unnest(@batches) as batch_id order by 1) as b;
