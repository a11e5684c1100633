-- Makes chunks due again that a request did not answer; those that were blamed too often end, with an answer if they
-- have one, which a late one gives without a problem. A held suspect comes due if nobody tells of the other half.
with returned as (
  select r.*, exists (select from bulk.answers a where a.chunk_id = c.chunk_id and a.look >= c.look) as is_answered
  from unnest(@chunks, @tokens, @blames, @suspects, @helds, @models, @problems, @hints)
    as r (chunk_id, lease_token, blame, suspect_of, held, model, problem, hint)
  join bulk.chunks c using (chunk_id))
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
  problem = case when not r.is_answered then coalesce(r.problem, c.problem) end,
  hint = coalesce(r.hint, c.hint),
  state = case
    when r.is_answered then 'answered'
    when c.blame_count + r.blame >= @most then case when c.look > 0 then 'answered' else 'failed' end
    else 'pending' end
from returned r
where c.chunk_id = r.chunk_id and c.lease_token = r.lease_token and c.state = 'leased'
returning c.chunk_id, c.state;
