-- Where all slices of some documents stand, with the first answer of each.
-- In the order of the text.
select c.batch_id, c.document_no, c.state, c.problem, a.fields, a.repairs, a.attempt_id, t.model,
  a.grounding, a.flags
from unnest(@batches, @documents) as d (batch_id, document_no)
join bulk.chunks c on c.batch_id = d.batch_id and c.document_no = d.document_no
left join lateral (
  select * from bulk.answers a where a.chunk_id = c.chunk_id order by a.created_at, a.attempt_id limit 1) a on true
left join bulk.attempts t on t.attempt_id = a.attempt_id
order by c.batch_id, c.document_no, c.slice_no;
