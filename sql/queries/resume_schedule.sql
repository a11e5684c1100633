-- Lets a schedule go on.
-- Changes nothing where it was not paused.
delete from bulk.paused_schedules where job = @job;
