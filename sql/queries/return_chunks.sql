-- Makes chunks due again that a request did not answer, and gives up those that were blamed too often.
-- A chunk that a late answer reached meanwhile is answered.
update bulk.chunks c
set due_at = bulk.clock(),
  blame_count = c.blame_count + r.blame,
  suspicion = c.suspicion + r.suspicion,
  blamed_models = case when r.model is null or r.model = any (c.blamed_models) then c.blamed_models
    else c.blamed_models || r.model end,
  problem = coalesce(r.problem, c.problem),
  hint = coalesce(r.hint, c.hint),
  state = case
    when exists (select from bulk.answers a where a.chunk_id = c.chunk_id) then 'answered'
    when c.blame_count + r.blame >= @most then 'failed'
    else 'pending' end
from unnest(@chunks, @tokens, @blames, @suspicions, @models, @problems, @hints)
  as r (chunk_id, lease_token, blame, suspicion, model, problem, hint)
where c.chunk_id = r.chunk_id and c.lease_token = r.lease_token and c.state = 'leased'
returning c.chunk_id, c.state;
