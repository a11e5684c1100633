-- Tells that a run was missed while nobody was there; none where it was told before.
-- Whoever starts at the same time tells it, too: one of them does.
insert into bulk.notices (event, job, details, notify, once)
values ('missed_run', @job,
  jsonb_build_object('due_at', bulk.say(@due), 'next_at', bulk.say(@next), 'runs_now', @runs::boolean), @notify::jsonb,
  'missed_run ' || @job || ' ' || bulk.say(@due))
on conflict do nothing
returning notice_id;
