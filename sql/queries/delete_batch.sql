-- Removes a batch with its texts, answers and results; an answer under way is dropped by add_results.
-- What later batches were answered from is noted anew at the next split, from the copies that are left.
with batch as (delete from bulk.batches where batch_id = @batch returning batch_id, job),
noted as (delete from bulk.earlier e using batch b where e.batch_id = b.batch_id returning e.batch_id),
others as (
  update bulk.batches o set remembered = false from batch b
  where o.job = b.job and o.batch_id <> b.batch_id and o.remembered and exists (select from noted)),
budget as (delete from bulk.limit_scopes s using batch b where s.scope = 'batch ' || b.batch_id || ' cost'),
documents as (delete from bulk.documents d using batch b where d.batch_id = b.batch_id),
counts as (delete from bulk.counts c using batch b where c.batch_id = b.batch_id),
kept as (delete from bulk.kept k using batch b where k.batch_id = b.batch_id),
duplicates as (delete from bulk.duplicates d using batch b where d.batch_id = b.batch_id),
corrections as (delete from bulk.corrections c using batch b where c.batch_id = b.batch_id),
approvals as (delete from bulk.approvals a using batch b where a.batch_id = b.batch_id),
facts as (delete from bulk.field_facts f using batch b where f.batch_id = b.batch_id),
results as (delete from bulk.results r using batch b where r.batch_id = b.batch_id),
chunks as (delete from bulk.chunks c using batch b where c.batch_id = b.batch_id returning c.chunk_id),
answers as (delete from bulk.answers a using chunks c where a.chunk_id = c.chunk_id),
attempts as (delete from bulk.attempts a using batch b where a.batch_id = b.batch_id returning a.attempt_id),
sent as (delete from bulk.attempt_chunks s using attempts a where s.attempt_id = a.attempt_id)
select batch_id from batch;
