-- The runs that take their inbox.
-- Somebody was asked to do it, but may have died before the job was there.
select run_id from bulk.nightly_runs where state = 'taking' order by run_id;
