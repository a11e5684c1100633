-- On what a batch's requests were wasted, most of them first: those that brought no new answer.
-- One whose worker is gone without a word brought nothing; one without a failure held nothing that could be read.
select case when a.ended_at is null then 'Lost' else coalesce(a.failure, 'Unreadable') end as kind,
  count(*)::int as request_count
from bulk.attempts a
left join bulk.living_workers w on w.worker_id = a.worker_id
where a.batch_id between @batch and @batch  -- a range: one batch may look like all, in old statistics
  and a.outcome is distinct from 'unsent' and a.answer_count = 0
  and (a.ended_at is not null or w.worker_id is null)
group by kind
order by count(*) desc, kind;
