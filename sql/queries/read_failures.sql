-- Why documents of a batch were given up, the most frequent reasons first, and how many chunks a retry would ask for.
-- Of very many the first ones are read: what is wrong shows in them.
select f.reason, count(*)::int as document_count,
  coalesce(sum(f.chunk_count), 0)::int as chunk_count
from (
  select r.error as reason,
    (select count(*) from bulk.chunks c
      where c.batch_id = r.batch_id and c.document_no = r.document_no and c.state = 'failed') as chunk_count
  from bulk.results r
  where r.batch_id = @batch and r.state = 'failed'
  order by r.document_no
  limit @most) as f
group by f.reason
order by document_count desc, f.reason
limit @limit;
