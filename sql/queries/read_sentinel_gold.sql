-- The gold of a batch's definition: what was submitted with it, and what people approved of its results.
-- Simulated and real results never meet; a text that people approved once more counts once.
select g.text, g.fields
from bulk.batches own
join bulk.gold g using (definition_id)
where own.batch_id = @batch
union all
select distinct on (d.hash) d.text, r.fields
from bulk.batches own
join bulk.batches b on b.definition_id = own.definition_id and b.simulated = own.simulated
join bulk.approvals a on a.batch_id = b.batch_id
join bulk.documents d on d.batch_id = a.batch_id and d.document_no = a.document_no
join bulk.results r on r.batch_id = a.batch_id and r.document_no = a.document_no
where own.batch_id = @batch and r.state = 'extracted' and d.text <> '' and d.image is null
  and d.picture is null
  and not exists (
    select from bulk.gold g
    where g.definition_id = own.definition_id and g.hash = sha256(convert_to(d.text, 'UTF8')))
limit @limit;
