-- The workers that are there: one that did not say so for a minute is gone.
create view bulk.living_workers as
select worker_id, accounts, only_batch
from bulk.workers
where seen_at > (select bulk.clock()) - interval '1 minute';

create or replace function bulk.is_there(in_worker bigint) returns boolean
language sql volatile as $$
  select exists (select from bulk.living_workers w where w.worker_id = in_worker)
$$;
