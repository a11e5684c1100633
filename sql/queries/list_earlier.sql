-- The definitions of a batch's job under which something was extracted: its own first, then the latest used.
-- Few, since each takes a look at every document.
select d.definition_id, d.body
from bulk.batches own
join bulk.definitions d on d.name = own.job
where own.batch_id = @batch and exists (
  select from bulk.earlier e where e.definition_id = d.definition_id and e.simulated = own.simulated)
order by d.definition_id = own.definition_id desc,
  (select max(b.batch_id) from bulk.batches b where b.definition_id = d.definition_id) desc
limit 5;
