-- The files whose batch has ended and whose export nobody was asked for lately.
-- Asked for again after an hour: a full disk may have room by then.
select i.file_id
from bulk.inbox_files i
join bulk.batches b on b.batch_id = i.batch_id
where b.state in ('finished', 'cancelled')
  and i.export_wish is not null and i.exported_at is null
  and (i.export_asked_at is null or i.export_asked_at < (select bulk.clock()) - interval '1 hour')
order by i.file_id;
