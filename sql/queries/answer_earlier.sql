-- Answers the documents of a range from the results that they have under a definition, without dropped fields.
-- The earlier row is copied whole, whatever columns it has; the primary key lets nobody count twice.
with found as (
  select same.*
  from bulk.batches b
  join bulk.documents d on d.batch_id = b.batch_id and d.document_no between @first and @last
  join bulk.earlier e on e.definition_id = @definition and e.simulated = b.simulated and e.hash = d.hash
  join bulk.results r on r.batch_id = e.batch_id and r.document_no = e.document_no and r.state = 'extracted'
  cross join jsonb_populate_record(r, jsonb_build_object('batch_id', d.batch_id, 'document_no', d.document_no,
    'fields', r.fields - @dropped, 'cached', true, 'created_at', bulk.clock())) same
  where b.batch_id = @batch
  order by d.document_no),
added as (insert into bulk.results select * from found on conflict do nothing returning batch_id)
select bulk.count_ended(@batch, count(*), 0, count(*)) from added having count(*) > 0;
