-- Says what came of requests, whose first end stays, and keeps their answers: the first one to each question wins.
-- A late one is kept whoever holds the lease now, unless its question was dropped; it marks no chunk of another's.
with given as (
  select * from unnest(@chunks, @tokens, @answering, @fields, @repairs, @groundings, @flags, @confidences,
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
    and c.state <> all ('{answered,failed}')),  -- so that no partial index is tempting, which old statistics call empty
counted as (select attempt_id, count(*)::int as answer_count from kept group by attempt_id)
update bulk.attempts a
set ended_at = bulk.clock(), outcome = e.outcome, failure = e.failure, reason = e.reason, status = e.status,
  answered_by = e.answered_by, prompt_tokens = e.prompt_tokens, completion_tokens = e.completion_tokens,
  thought_tokens = e.thought_tokens, choice = e.choice, detected = e.detected::jsonb,
  answer_count = coalesce(counted.answer_count, 0)
from unnest(@attempts, @outcomes, @failures, @reasons, @statuses, @answerers, @prompts, @completions,
  @thoughts, @choices, @detected)
  as e (attempt_id, outcome, failure, reason, status, answered_by, prompt_tokens, completion_tokens,
    thought_tokens, choice, detected)
left join counted using (attempt_id)
where a.attempt_id = e.attempt_id and a.ended_at is null;
