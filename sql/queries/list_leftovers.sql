-- Batches that ended in the last day with failed documents, and were not opened again for it: the oldest first.
-- Not while another batch waits for the same accounts: what is left of their day is for that.
select b.batch_id
from bulk.batches b
where b.state = 'finished' and b.failed_count > 0 and b.opened_again_at is null
  and b.finished_at > (select bulk.clock()) - interval '1 day'
  and not exists (
    select from bulk.batches other
    where other.state in ('queued', 'extracting', 'waiting') and other.accounts && b.accounts)
order by b.batch_id;
