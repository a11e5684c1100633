-- Says what came of requests.
-- An attempt that ended already keeps its first end. They are locked in order, as whoever deletes their batch does.
with locked as (
  select attempt_id from bulk.attempts where attempt_id = any (@attempts) order by attempt_id for update)
update bulk.attempts a
set ended_at = bulk.clock(), outcome = e.outcome, failure = e.failure, reason = e.reason, status = e.status,
  answered_by = e.answered_by, prompt_tokens = e.prompt_tokens, completion_tokens = e.completion_tokens,
  choice = e.choice, detected = e.detected::jsonb
from unnest(@attempts, @outcomes, @failures, @reasons, @statuses, @answerers, @prompts, @completions,
  @choices, @detected)
  as e (attempt_id, outcome, failure, reason, status, answered_by, prompt_tokens, completion_tokens,
    choice, detected)
join locked using (attempt_id)
where a.attempt_id = e.attempt_id and a.ended_at is null;
