-- The jobs whose schedule is paused.
-- They stay so when their file changes.
select job from bulk.paused_schedules order by job;
