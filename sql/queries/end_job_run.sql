-- Notes what became of a run of a background job.
-- A run that was never ended belongs to a process that is gone.
update bulk.job_runs set ended_at = bulk.clock(), outcome = @outcome, reason = @reason
where run_id = @run;
