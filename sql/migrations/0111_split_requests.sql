-- A batch's own row is the request to split it: asked for when it is stored, or when pictures are to be fetched again;
-- done when somebody did it to the end. What keeps that from succeeding stands beside it.
alter table bulk.batches
  add column split_asked_at timestamptz not null default bulk.clock(),
  add column split_at timestamptz,
  add column split_problem text;

update bulk.batches b
set split_at = bulk.clock()
where exists (select from bulk.job_runs r where r.job_id = 'split-' || b.batch_id and r.outcome = 'done');

-- Hangfire keeps the history of background jobs.
drop table bulk.job_runs;
