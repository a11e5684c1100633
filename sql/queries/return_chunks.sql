-- Makes chunks due again that a request did not answer, or ends them, as was decided, where the lease is still ours.
-- One that a late answer reached meanwhile is answered, and its problem is gone.
with returned as (
  select r.*, exists (
    select from bulk.answers a where a.chunk_id = c.chunk_id and a.question_no >= c.question_no) as is_answered
  from unnest(@chunks, @tokens, @states, @blames, @models, @suspicions, @bisections, @helds, @first, @delays,
      @problems, @hints)
    as r (chunk_id, lease_token, state, blame_count, blamed_models, suspicion, suspect_of, held, goes_first, delay,
      problem, hint)
  join bulk.chunks c using (chunk_id))
update bulk.chunks c
set state = case when r.is_answered then 'answered' else r.state end,
  due_at = case when r.goes_first then '-infinity' else bulk.clock() + r.delay end,
  blame_count = r.blame_count, blamed_models = array(select jsonb_array_elements_text(r.blamed_models::jsonb)),
  suspicion = r.suspicion, suspect_of = r.suspect_of, held = r.held, hint = r.hint,
  problem = case when not r.is_answered then coalesce(r.problem, c.problem) end
from returned r
where c.chunk_id = r.chunk_id and c.lease_token = r.lease_token
  and c.state is not distinct from 'leased'  -- so that no partial index is tempting, which old statistics call empty
returning c.chunk_id, c.state;
