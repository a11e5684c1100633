-- Locks the attempts of a batch that is about to be deleted.
-- Whoever records an answer locks its attempt first: this waits for that, and then that for this, and neither is stuck.
select attempt_id from bulk.attempts where batch_id = @batch order by attempt_id for update;
