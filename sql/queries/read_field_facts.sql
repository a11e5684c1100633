-- What is known of the fields of a batch's results.
-- Nothing before the batch ended and somebody worked it out.
select field, result_count, filled, distinct_count, smallest, largest, top, confidence, made_at
from bulk.field_facts
where batch_id = @batch;
