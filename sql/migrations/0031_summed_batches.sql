-- What a batch spent that ended stands in its own row, so that nobody who lists batches reads its requests again.
-- It holds as long as it was summed up after the end: a batch that went on has another one, or none yet.
alter table bulk.batches
  add column spent_request_count int,
  add column spent_wasted_count int,
  add column spent_cost numeric,
  add column summed_at timestamptz;
