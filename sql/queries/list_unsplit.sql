-- The batches that nobody has split to the end yet.
-- One whose note of that was forgotten is split again, which does no harm.
select b.batch_id
from bulk.batches b
where b.state not in ('finished', 'cancelled') and not exists (
  select from bulk.job_runs r where r.job_id = 'split-' || b.batch_id and r.outcome = 'done')
order by b.batch_id;
