-- Leases up to @limit due chunks of a batch to @worker for @duration; @repairs: only those that failed before.
-- A lease that has run out makes its chunk due again. Two searches, one of which runs, each by an index of its own.
with leased as (
  update bulk.chunks
  set state = 'leased', held = false, lease_token = lease_token + 1, leased_by = @worker,
    due_at = bulk.clock() + @duration,
    crash_count = crash_count + (state = 'leased')::int
  where chunk_id = any (case when @repairs
    then array(
      select chunk_id from bulk.chunks
      where batch_id = @batch and state in ('pending', 'leased') and (blame_count > 0 or suspicion > 0)
        and due_at <= (select bulk.clock())      -- the subquery makes it a constant that bounds the index scan
      order by due_at, chunk_id limit @limit for update skip locked)
    else array(
      select chunk_id from bulk.chunks
      where batch_id = @batch and state in ('pending', 'leased') and due_at <= (select bulk.clock())
      order by due_at, chunk_id limit @limit for update skip locked) end)
  returning *)
select c.chunk_id, c.batch_id, c.document_no, c.slice_no, c.lease_token,
  case when c.slice_start is null then d.text else substr(d.text, c.slice_start + 1, c.slice_length) end as text,
  c.tokens, c.blame_count, c.blamed_models, c.suspicion, c.suspect_of,
  coalesce(octet_length(d.picture), 0) as picture_bytes, coalesce(cardinality(d.picture_sizes), 1) as picture_count,
  d.seen, c.hint, coalesce(c.slice_offset, 0) as utf16_offset,
  coalesce(c.slice_start, 0) as code_point_offset, c.question_no, c.answered_by, c.asked, c.found,
  k.asked as kept_asked, k.fields as kept_fields, k.grounding as kept_grounding, k.flags as kept_flags
from leased c
join bulk.documents d on d.batch_id = c.batch_id and d.document_no = c.document_no
left join bulk.kept k on k.batch_id = c.batch_id and k.document_no = c.document_no
order by c.chunk_id;
