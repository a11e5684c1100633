-- Tells the held half of suspects what became of the other half: it failed too, so these are innocent; or it was
-- answered, so the culprit is among these, and half of them goes next. A half that is still under way decides nothing.
with told as (
  select distinct on (suspect_of) *
  from unnest(@groups, @attempts, @cleared) as t (suspect_of, attempt_id, cleared)
  order by suspect_of, attempt_id),
decided as (
  select c.chunk_id, t.attempt_id, t.cleared, first.account || ' ' || first.model as refuser,
    row_number() over suspects > (count(*) over (partition by c.suspect_of) + 1) / 2 as waits
  from told t
  join bulk.chunks c on c.suspect_of = t.suspect_of and c.held
  join bulk.attempts first on first.attempt_id = t.suspect_of
  where not exists (
    select from bulk.chunks other
    where other.suspect_of = t.suspect_of and not other.held and other.state in ('pending', 'leased'))
  window suspects as (partition by c.suspect_of order by c.chunk_id))
update bulk.chunks c
set suspicion = case when d.cleared then 0 else c.suspicion + 1 end,
  suspect_of = case when d.cleared then null else d.attempt_id end,
  held = not d.cleared and d.waits,
  blamed_models = case
    when d.cleared and c.blame_count = 0 then '{}' -- whoever refused it, refused another one
    when d.cleared then array_remove(c.blamed_models, d.refuser)
    else c.blamed_models end,
  due_at = bulk.clock() + case when not d.cleared and d.waits then interval '10 minutes' else interval '0' end
from decided d
where c.chunk_id = d.chunk_id;
