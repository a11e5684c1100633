-- How many of a batch's first @most documents need no request of their own: extracted before under its definition, as
-- far as that is noted, or equal to another one; of how many.
select count(*)::int as document_count,
  (count(*) filter (where d.place > 1 or e.hash is not null))::int as known_count
from bulk.batches b
cross join lateral (
  select first.hash, row_number() over (partition by first.hash order by first.document_no) as place
  from (
    select hash, document_no from bulk.documents where batch_id = b.batch_id order by document_no limit @most) first) d
left join bulk.earlier e on e.definition_id = b.definition_id and e.simulated = b.simulated and e.hash = d.hash
  and not coalesce((b.settings ->> 'Fresh')::boolean, false)
where b.batch_id = @batch;
