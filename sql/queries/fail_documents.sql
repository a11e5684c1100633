-- Fails the documents of a range that cannot be read, without asking anybody.
-- The primary key lets nobody count twice.
with added as (
  insert into bulk.results (batch_id, document_no, state, error)
  select d.batch_id, d.document_no, 'failed', d.problem
  from bulk.documents d
  where d.batch_id = @batch and d.document_no between @first and @last and d.problem is not null
  order by d.document_no
  on conflict do nothing
  returning batch_id)
select bulk.count_ended(@batch, 0, count(*), 0) from added having count(*) > 0;
