-- Keeps answers, the first writer of each question wins, and marks their chunks answered where the lease is still ours.
-- A late answer was paid for and is valid, so it is kept whoever holds the lease now, unless its question was dropped.
with given as (
  select * from unnest(@chunks, @tokens, @attempts, @fields, @repairs, @groundings, @flags, @confidences,
      @questions, @asked, @further)
    as g (chunk_id, lease_token, attempt_id, fields, repairs, grounding, flags, confidence, question_no, asked,
      further)),
kept as (
  insert into bulk.answers
    (chunk_id, attempt_id, fields, repairs, grounding, flags, confidence, question_no, asked, further)
  select chunk_id, attempt_id, fields::jsonb, repairs::jsonb, grounding::jsonb, flags::jsonb, confidence, question_no,
    case when asked is not null then array(select jsonb_array_elements_text(asked::jsonb)) end, further
  from given g
  where not exists (select from bulk.answers a where a.chunk_id = g.chunk_id and a.question_no >= g.question_no)
    and exists (select from bulk.chunks c where c.chunk_id = g.chunk_id and c.question_no >= g.question_no)
  on conflict do nothing
  returning attempt_id),
marked as (
  update bulk.chunks c set state = 'answered', problem = null
  from given g
  where c.chunk_id = g.chunk_id and c.lease_token = g.lease_token
    and c.state <> all ('{answered,failed}'))  -- so that no partial index is tempting, which old statistics call empty
update bulk.attempts a set answer_count = k.number
from (select attempt_id, count(*) as number from kept group by attempt_id) k
where a.attempt_id = k.attempt_id;
