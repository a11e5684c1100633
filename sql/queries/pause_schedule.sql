-- Pauses a schedule.
-- No row comes back where it was paused already.
insert into bulk.paused_schedules (job) values (@job) on conflict do nothing returning job;
