-- Where all chunks of some documents stand, with their answers in the order of the questions.
-- In the order of the text.
select c.batch_id, c.document_no, c.chunk_id, c.state, c.problem, a.question_no as answered_question, a.fields,
  a.repairs, a.attempt_id,
  t.account || ' ' || t.model as model_key, t.model, a.grounding, a.flags, a.asked, a.further,
  c.question_no
from unnest(@batches, @documents) as d (batch_id, document_no)
join bulk.chunks c on c.batch_id = d.batch_id and c.document_no = d.document_no
left join bulk.answers a on a.chunk_id = c.chunk_id
left join bulk.attempts t on t.attempt_id = a.attempt_id
order by c.batch_id, c.document_no, c.slice_no, a.question_no, a.created_at, a.attempt_id;
