-- The newest run of each job, or one run.
-- A run that waits says so, although the one before it is what happens now.
select distinct on (job) run_id, job, folder, state, asked_at, ended_at
from bulk.nightly_runs
where (@run::bigint is null or run_id = @run) and (@job::text is null or job = @job)
order by job, run_id desc;
