-- The batches whose texts were kept long enough.
-- Counted from their end: what is still open needs its texts.
select b.batch_id, bulk.last_document(b.batch_id) as last_no
from bulk.batches b
where b.keep is not null and b.forgotten_at is null and b.finished_at + b.keep <= (select bulk.clock())
order by b.batch_id;
