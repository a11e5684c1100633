-- Keeps how models treat packs of definitions.
-- The latest worker to say so is believed.
insert into bulk.pack_stats
  (model, definition_key, documents, output_per_document, output_deviation, thoughts, too_large)
select * from unnest(@models, @definitions, @documents, @outputs, @deviations, @thoughts, @too_large)
on conflict (definition_key, model) do update
set documents = excluded.documents, output_per_document = excluded.output_per_document,
  output_deviation = excluded.output_deviation, thoughts = excluded.thoughts, too_large = excluded.too_large,
  learned_at = bulk.clock();
