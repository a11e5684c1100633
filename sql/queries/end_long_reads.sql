-- Ends what readers of results run for too long.
-- Their role has a limit of its own, which they can lift.
select bulk.end_long_reads(@most) as ended;
