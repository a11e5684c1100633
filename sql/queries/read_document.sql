-- What a page of one document shows beyond a list's row.
-- The neighbours come from the key, since numbers may have gaps one day.
select d.columns, r.repairs, r.grounding,
  bulk.flags_of(r.flags, d.note) as flags, r.said,
  case when d.picture is null then 0 else coalesce(cardinality(d.picture_sizes), 1) end as picture_count,
  (select max(p.document_no) from bulk.documents p where p.batch_id = d.batch_id and p.document_no < d.document_no)
    as previous_no,
  (select min(n.document_no) from bulk.documents n where n.batch_id = d.batch_id and n.document_no > d.document_no)
    as next_no,
  (select a.choice from bulk.attempts a where a.attempt_id = r.attempt_id) as choice
from bulk.documents d
left join bulk.results r on r.batch_id = d.batch_id and r.document_no = d.document_no
where d.batch_id = @batch and d.document_no = @document;
