-- The latest runs of background jobs, newest first.
-- A few of each: what runs every minute must not push out what ran last night.
select job_id, work, host, started_at, ended_at, outcome, reason
from (
  select *, row_number() over (partition by job_id order by started_at desc) as place
  from bulk.job_runs
  where started_at > (select bulk.clock()) - interval '30 days') latest
where place <= 3
order by started_at desc
limit 50;
