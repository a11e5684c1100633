-- How many runs are not finished.
-- None: nobody has to look after them.
select count(*)::int as run_count from bulk.nightly_runs where state <> 'finished';
