-- A page of a batch's documents with what became of them, by key: a short transaction a page.
-- Open documents have no fields yet, nor failed ones.
select d.document_no, d.key, d.columns, r.fields, r.model, r.confidence, r.error, r.grounding, r.flags, r.said,
  (select a.choice from bulk.attempts a where a.attempt_id = r.attempt_id) as choice
from bulk.documents d
left join bulk.results r on r.batch_id = d.batch_id and r.document_no = d.document_no
where d.batch_id = @batch and d.document_no > @after
  and (@state::text is null or r.state = @state)
order by d.document_no
limit @limit;
