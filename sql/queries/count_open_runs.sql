-- How many runs are not finished.
-- None: nobody has to look after them.
select count(*)::int from bulk.nightly_runs where state <> 'finished';
