-- How many documents of a batch were opened again since their model went into quarantine.
-- None for most batches.
select taken_back_count from bulk.batches where batch_id = @batch;
