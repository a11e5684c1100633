-- How many workers are there that take any batch, or of those that ask real models.
-- The simulator's accounts say so in their ids.
select count(*)::int as worker_count
from bulk.living_workers w
where w.only_batch is null
  and (not @real_only or exists (select from unnest(w.accounts) account where account not like 'simulated %'));
