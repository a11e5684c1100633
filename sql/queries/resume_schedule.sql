-- Lets a schedule go on.
-- No row comes back where it was not paused.
delete from bulk.paused_schedules where job = @job returning job;
