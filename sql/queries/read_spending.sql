-- What today's requests brought, by batch.
-- Today is the UTC day by the database's clock, as limits have it.
select a.batch_id, coalesce(b.job, 'deleted'), count(*)::int,
  (count(*) filter (where a.answer_count = 0 and a.ended_at is not null))::int, coalesce(sum(a.answer_count), 0)::int
from bulk.attempts a
left join bulk.batches b on b.batch_id = a.batch_id
where a.granted_at >= date_trunc('day', (select bulk.clock()), 'UTC') and a.outcome is distinct from 'unsent'
group by 1, 2
order by 3 desc
limit 50;
