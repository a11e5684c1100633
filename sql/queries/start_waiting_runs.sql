-- Lets runs begin whose job has no open run any more; those that are to take their inbox now.
-- One at a time: the index on open runs is the wall.
update bulk.nightly_runs w
set state = 'taking'
where w.state = 'waiting' and not exists (
  select from bulk.nightly_runs r where r.job = w.job and r.state in ('taking', 'extracting'))
returning w.run_id;
