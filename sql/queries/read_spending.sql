-- What today's requests brought, by batch.
-- Today is the UTC day by the database's clock, as limits have it.
select a.batch_id, coalesce(b.job, 'deleted') as job, count(*)::int as request_count,
  (count(*) filter (where a.answer_count = 0 and a.ended_at is not null))::int as wasted_count,
  coalesce(sum(a.answer_count), 0)::int as row_count
from bulk.attempts a
left join bulk.batches b on b.batch_id = a.batch_id
where a.granted_at >= date_trunc('day', (select bulk.clock()), 'UTC') and a.outcome is distinct from 'unsent'
group by 1, 2
order by request_count desc
limit 50;
