-- Batches that ended, but nobody worked out since then what is in their fields; the newest first.
-- Each is looked at again after a retry, since it ended anew.
select b.batch_id
from bulk.batches b
where b.finished_at is not null and b.state = 'finished' and b.extracted_count > 0
  and not exists (
    select from bulk.field_facts f where f.batch_id = b.batch_id and f.made_at >= b.finished_at)
order by b.batch_id desc
limit @limit;
