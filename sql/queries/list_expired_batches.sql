-- The batches whose texts were kept long enough.
-- Counted from their end: what is still open needs its texts.
select batch_id, document_count
from bulk.batches
where keep is not null and forgotten_at is null and finished_at + keep <= (select bulk.clock())
order by batch_id;
