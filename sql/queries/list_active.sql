-- The batches that a worker with these accounts can work on.
-- Oldest first; the pipeline takes turns.
select b.batch_id, d.body as definition, b.settings, b.accounts, b.waiting_for,
  b.document_count - b.extracted_count - b.failed_count as open_count, b.on_time
from bulk.batches b
join bulk.definitions d using (definition_id)
where b.state in ('extracting', 'waiting') and b.accounts && @accounts
order by b.batch_id;
