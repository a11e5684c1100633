-- Scopes that bound something else than requests: tokens, requests under way at once, or US dollars; each one thing.
-- What an attempt reserved of tokens and dollars stands in its row until what it really took is told.
alter table bulk.limit_scopes
  add column tokens int,
  add column parallel int,
  add column cost numeric,
  add column cost_used numeric not null default 0,
  add check (num_nonnulls(requests, tokens, parallel, cost) <= 1);

-- A permit with a worker is one of a request under way: it goes when the request ends, and counts only while the
-- worker is there.
alter table bulk.permits add column tokens int, add column worker_id bigint;

alter table bulk.attempts add column tokens int, add column cost numeric;
