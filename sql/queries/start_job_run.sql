-- Notes that a run of a background job begins, and forgets runs older than a month.
-- Its number ends it.
with past as (
  delete from bulk.job_runs where started_at < (select bulk.clock()) - interval '30 days')
insert into bulk.job_runs (job_id, work, host)
values (@job, @work, @host)
returning run_id;
