-- How many workers are there that take any batch, or of those that ask real models.
-- The simulator's accounts say so in their ids.
select count(*)::int
from bulk.workers w
where w.only_batch is null and w.seen_at > (select bulk.clock()) - interval '1 minute'
  and (not @real_only or exists (select from unnest(w.accounts) account where account not like 'simulated %'));
