-- A page of a batch's documents with what became of them, by key: a short transaction a page.
-- Open documents have no fields yet, nor failed ones. The condition and its parameters are put in by FilterSql.
select d.document_no, d.key, d.columns, r.fields, r.model, r.confidence, r.error, r.grounding,
  bulk.flags_of(r.flags, d.note) as flags, r.said,
  coalesce(r.state, 'open') as state,
  (select a.choice from bulk.attempts a where a.attempt_id = r.attempt_id) as choice
from bulk.documents d
left join bulk.results r on r.batch_id = d.batch_id and r.document_no = d.document_no
where d.batch_id = @batch and d.document_no > @after
  and (@state::text is null or r.state = @state)
  and (not @approved or exists (
    select from bulk.approvals a where a.batch_id = d.batch_id and a.document_no = d.document_no))
  and (not @corrected or exists (
    select from bulk.corrections c where c.batch_id = d.batch_id and c.document_no = d.document_no))
  and bulk.is_found(d.key, d.text, @search::text)
  and (@since::timestamptz is null or r.created_at >= @since or exists (
    select from bulk.corrections c
    where c.batch_id = d.batch_id and c.document_no = d.document_no and c.corrected_at >= @since))
  and (/* filter */ true)
order by d.document_no
limit @limit;
