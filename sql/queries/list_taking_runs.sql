-- The runs that take their inbox.
-- Somebody was asked to do it, though perhaps an engine that is not there any more.
select run_id from bulk.nightly_runs where state = 'taking' order by run_id;
