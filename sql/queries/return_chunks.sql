-- Makes chunks due again that a request did not answer, and gives up those that were blamed too often.
-- One that a late answer reached is answered, and so is one that had an answer before, with the problem; a held suspect comes due by itself if nobody tells of the other half.
update bulk.chunks c
set due_at = case
    when r.held then bulk.clock() + interval '10 minutes'
    when r.blame = 0 and r.suspect_of is null then '-infinity' -- nothing was wrong with it: it goes before all others
    else bulk.clock() end,
  blame_count = c.blame_count + r.blame,
  suspicion = c.suspicion + (r.suspect_of is not null)::int,
  suspect_of = coalesce(r.suspect_of, c.suspect_of),
  held = r.held,
  blamed_models = case when r.model is null or r.model = any (c.blamed_models) then c.blamed_models
    else c.blamed_models || r.model end,
  problem = case when exists (select from bulk.answers a where a.chunk_id = c.chunk_id and a.look >= c.look) then null else coalesce(r.problem, c.problem) end,
  hint = coalesce(r.hint, c.hint),
  state = case
    when exists (select from bulk.answers a where a.chunk_id = c.chunk_id and a.look >= c.look) or c.blame_count + r.blame >= @most and c.look > 0 then 'answered'
    when c.blame_count + r.blame >= @most then 'failed'
    else 'pending' end
from unnest(@chunks, @tokens, @blames, @suspects, @helds, @models, @problems, @hints)
  as r (chunk_id, lease_token, blame, suspect_of, held, model, problem, hint)
where c.chunk_id = r.chunk_id and c.lease_token = r.lease_token and c.state = 'leased'
returning c.chunk_id, c.state;
