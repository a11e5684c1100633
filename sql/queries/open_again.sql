-- Notes that a batch's failed documents are opened once more; none when they were before.
-- Two workers that look at once: one of them notes it.
update bulk.batches set opened_again_at = bulk.clock()
where batch_id = @batch and opened_again_at is null;
