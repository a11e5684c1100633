-- Opens what a model read under a definition after an attempt, and equal documents in any batch, for other models.
-- What people vouched for stays, and batches that ended for good; others are held, so that none is cancelled meanwhile.
with bad as materialized (
  select a.attempt_id
  from bulk.batches own
  join bulk.batches b on b.definition_id = own.definition_id
  join bulk.attempts a on a.batch_id = b.batch_id
  where own.batch_id = @batch and a.account = @account and a.model = @model and a.attempt_id > @after
    and a.answer_count > 0),
touched as (
  select c.batch_id from bad join bulk.attempt_chunks sent using (attempt_id) join bulk.chunks c using (chunk_id)
  union
  select r.batch_id from bad join bulk.results r on r.attempt_id = bad.attempt_id and r.cached),
open as materialized (
  select batch_id, (settings ->> 'SliceTokens')::int as slice_tokens from bulk.batches
  where batch_id in (select batch_id from touched)
    and state in ('extracting', 'waiting', 'paused', 'finished') and forgotten_at is null
  order by batch_id
  for update),
theirs as materialized (
  select c.chunk_id, c.batch_id, c.document_no, an.attempt_id
  from bad
  join bulk.attempt_chunks sent using (attempt_id)
  join bulk.answers an on an.chunk_id = sent.chunk_id and an.attempt_id = sent.attempt_id
  join bulk.chunks c on c.chunk_id = sent.chunk_id
  join open using (batch_id)
  where not exists (
      select from bulk.approvals p where p.batch_id = c.batch_id and p.document_no = c.document_no)
    and not exists (
      select from bulk.corrections p where p.batch_id = c.batch_id and p.document_no = c.document_no)),
copies as materialized (
  select r.batch_id, r.document_no, d.tokens, same.original_no
  from bad
  join bulk.results r on r.attempt_id = bad.attempt_id and r.cached
  join open using (batch_id)
  join bulk.documents d on d.batch_id = r.batch_id and d.document_no = r.document_no
  left join bulk.duplicates same on same.batch_id = r.batch_id and same.document_no = r.document_no
  where d.tokens <= slice_tokens
    and not exists (
      select from bulk.approvals p where p.batch_id = r.batch_id and p.document_no = r.document_no)
    and not exists (
      select from bulk.corrections p where p.batch_id = r.batch_id and p.document_no = r.document_no)),
opened as materialized (
  select batch_id, document_no from theirs
  union
  select batch_id, document_no from copies where original_no is null
  union
  select c.batch_id, c.document_no from copies c
  where exists (select from theirs o where o.batch_id = c.batch_id and o.document_no = c.original_no)
    or exists (
      select from copies o
      where o.batch_id = c.batch_id and o.document_no = c.original_no and o.original_no is null)),
emptied as materialized (
  select distinct t.chunk_id from theirs t
  where not exists (
    select from bulk.answers an
    where an.chunk_id = t.chunk_id and an.attempt_id not in (select attempt_id from bad))),
answers as (
  delete from bulk.answers an using theirs t where an.chunk_id = t.chunk_id and an.attempt_id = t.attempt_id),
chunks as (
  update bulk.chunks c
  set state = 'pending', due_at = bulk.clock(), problem = null, hint = null,
    blamed_models = array_append(array_remove(c.blamed_models, @account || ' ' || @model), @account || ' ' || @model),
    lease_token = c.lease_token + 1, question_no = case when e.chunk_id is null then c.question_no else 0 end,
    answered_by = case when e.chunk_id is null then c.answered_by else '{}' end,
    asked = case when e.chunk_id is null then c.asked end, found = case when e.chunk_id is null then c.found end
  from theirs t
  left join emptied e using (chunk_id)
  where c.chunk_id = t.chunk_id
    and (c.state = 'answered' or e.chunk_id is not null and c.question_no > 0 and c.state in ('pending', 'leased'))),
more as (
  insert into bulk.chunks (batch_id, document_no, tokens, blamed_models)
  select batch_id, document_no, tokens, array[@account || ' ' || @model] from copies where original_no is null
  on conflict do nothing),
results as (
  delete from bulk.results r using opened d
  where r.batch_id = d.batch_id and r.document_no = d.document_no
  returning r.batch_id, r.document_no, r.state, r.cached),
earlier as (
  delete from bulk.earlier e using results r where e.batch_id = r.batch_id and e.document_no = r.document_no),
counted as (
  select batch_id, count(*) filter (where state = 'extracted') as extracted,
    count(*) filter (where state = 'failed') as failed,
    count(*) filter (where state = 'extracted' and cached) as cached, count(*)::int as number
  from results group by batch_id)
update bulk.batches b
set extracted_count = b.extracted_count - c.extracted, failed_count = b.failed_count - c.failed,
  cached_count = b.cached_count - c.cached, taken_back_count = b.taken_back_count + c.number,
  state = case when b.state = 'finished' then 'extracting' else b.state end, finished_at = null, remembered = false
from counted c
where b.batch_id = c.batch_id
returning b.batch_id, c.number as document_count;
