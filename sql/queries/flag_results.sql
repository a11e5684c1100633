-- Flags what stays of a model's results since an attempt though its sentinels were wrong: nobody can ask for it again.
-- What people approved needs no flag.
with own as (select definition_id from bulk.batches where batch_id = @batch),
documents as (
  select distinct c.batch_id, c.document_no, a.attempt_id
  from own
  join bulk.batches b using (definition_id)
  join bulk.attempts a on a.batch_id = b.batch_id
  join bulk.attempt_chunks sent using (attempt_id)
  join bulk.chunks c using (chunk_id)
  where a.account = @account and a.model = @model and a.attempt_id > @after and a.answer_count > 0)
update bulk.results r
set flags = r.flags || to_jsonb(@flag::text), confidence = least(r.confidence, 0.5)
from documents d
where r.batch_id = d.batch_id and r.document_no = d.document_no and r.attempt_id = d.attempt_id
  and r.state = 'extracted' and not r.flags @> to_jsonb(@flag::text)
  and not exists (
    select from bulk.approvals p where p.batch_id = r.batch_id and p.document_no = r.document_no);
