-- The files whose batch has ended and whose export nobody was asked for lately.
-- Asked for again after an hour: a full disk may have room by then.
update bulk.inbox_files i
set export_asked_at = bulk.clock()
from bulk.batches b
where b.batch_id = i.batch_id and b.state in ('finished', 'cancelled')
  and i.export_wish is not null and i.exported_at is null
  and (i.export_asked_at is null or i.export_asked_at < (select bulk.clock()) - interval '1 hour')
returning i.file_id;
