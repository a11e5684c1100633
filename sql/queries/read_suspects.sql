-- The held halves of some bisections; none while a part of the other half is still under way.
-- Locked: of two workers that record the last parts of a half at once only one decides.
select c.chunk_id, c.suspect_of, first.account || ' ' || first.model as model_key, c.suspicion, c.blame_count,
  c.blamed_models
from unnest(@bisections) as told (suspect_of)
join bulk.chunks c on c.suspect_of = told.suspect_of and c.held
join bulk.attempts first on first.attempt_id = told.suspect_of
where not exists (
  select from bulk.chunks other
  where other.suspect_of = told.suspect_of and not other.held
    and other.state <> all ('{answered,failed}'))  -- so that only the suspects' own index fits
order by c.chunk_id
for update of c;
