-- Pauses a schedule.
-- Changes nothing where it was paused already.
insert into bulk.paused_schedules (job) values (@job) on conflict do nothing;
