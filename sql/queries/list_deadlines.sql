-- The batches with a deadline that a worker with these accounts can work on, the earliest deadline first.
-- Those wanted at the same time in their order.
select batch_id, (settings ->> 'Deadline')::timestamptz as deadline
from bulk.batches
where state in ('queued', 'extracting', 'waiting') and accounts && @accounts and settings ->> 'Deadline' is not null
order by deadline, batch_id;
