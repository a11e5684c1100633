-- On what a batch's requests were wasted, most of them first: those that brought no new answer.
-- One whose worker is gone without a word brought nothing.
select why.kind, count(*)::int as request_count
from bulk.attempts a
left join bulk.living_workers w on w.worker_id = a.worker_id
cross join lateral (
  select bulk.wasted_on(a.answer_count, a.ended_at, a.failure, w.worker_id is not null) as kind) why
where a.batch_id between @batch and @batch  -- a range: one batch may look like all, in old statistics
  and a.outcome is distinct from 'unsent' and why.kind <> ''
group by why.kind
order by count(*) desc, why.kind;
