-- Makes answered chunks due again for their next question, unless their batch was cancelled meanwhile.
-- The token moves on, so that recording the same answer twice does not end the new question.
update bulk.chunks c
set state = 'pending', due_at = bulk.clock(), lease_token = c.lease_token + 1, question_no = r.question_no,
  answered_by = array(select jsonb_array_elements_text(r.answered_by::jsonb)),
  asked = case when r.asked is not null then array(select jsonb_array_elements_text(r.asked::jsonb)) end,
  found = r.found, blame_count = 0, blamed_models = '{}', suspicion = 0, suspect_of = null, held = false, hint = null
from unnest(@chunks, @questions, @answered_by, @asked, @found) as r (chunk_id, question_no, answered_by, asked, found)
where c.chunk_id = r.chunk_id and c.state = 'answered' and c.question_no = r.question_no - 1
  and exists (select from bulk.batches b where b.batch_id = c.batch_id and b.state <> 'cancelled')
returning c.chunk_id;
