-- Documents of a batch by their numbers, as a list or a page of one shows them.
-- The length bounds how much of each text is read.
select d.document_no, d.key, left(d.text, @length) as text, coalesce(r.state, 'open') as state, r.fields,
  r.model, r.confidence, r.error, coalesce(r.cached, false) as cached, a.approved_at,
  (select count(*)::int from bulk.corrections c where c.batch_id = d.batch_id and c.document_no = d.document_no)
    as correction_count
from bulk.documents d
left join bulk.results r on r.batch_id = d.batch_id and r.document_no = d.document_no
left join bulk.approvals a on a.batch_id = d.batch_id and a.document_no = d.document_no
where d.batch_id = @batch and d.document_no = any (@numbers)
order by d.document_no;
