-- One batch for each job whose models were measured by sentinels, and the job's name.
-- The newest one that was: its definition is the one of which people want to know.
select distinct on (b.job) b.batch_id, b.job
from bulk.batches b
where exists (select from bulk.sentinels s where s.definition_id = b.definition_id)
order by b.job, b.batch_id desc;
