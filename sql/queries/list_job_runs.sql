-- The latest runs of background jobs.
-- Newest first.
select job_id, work, host, started_at, ended_at, outcome, reason
from bulk.job_runs
order by started_at desc
limit 50;
