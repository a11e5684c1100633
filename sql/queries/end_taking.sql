-- Says that a run took all there was.
-- What follows is the pipeline's work; the rounds look after its end.
update bulk.nightly_runs set state = 'extracting' where run_id = @run and state = 'taking';
