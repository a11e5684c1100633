-- Writes what became of held suspects once the other half of their pack was asked.
-- They are locked since read_suspects.
update bulk.chunks c
set suspicion = t.suspicion, suspect_of = t.suspect_of, held = t.held, due_at = bulk.clock() + t.delay,
  blamed_models = array(select jsonb_array_elements_text(t.blamed_models::jsonb))
from unnest(@chunks, @suspicions, @bisections, @helds, @delays, @models)
  as t (chunk_id, suspicion, suspect_of, held, delay, blamed_models)
where c.chunk_id = t.chunk_id;
