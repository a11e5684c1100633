-- How models treat packs of some definitions, as far as that was seen lately.
-- What is older than @age is not believed.
select model, definition_key, documents, output_per_document, output_deviation, thoughts, too_large
from bulk.pack_stats
where definition_key = any (@definitions) and learned_at > (select bulk.clock()) - @age::interval;
