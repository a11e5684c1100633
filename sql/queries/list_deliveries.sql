-- The newest notices with what came of them, a row for each target; one that nobody wants to hear is left out.
-- Of one notice in the order of its targets.
select n.notice_id, n.id, n.event, n.job, n.batch_id, n.run_id, n.details, n.notify, n.at,
  d.target, d.kind, d.state, d.attempt_count,
  case when d.state = 'waiting' then d.due_at end as due_at, d.ended_at, d.told
from bulk.deliveries d
join bulk.notices n using (notice_id)
order by n.notice_id desc, d.target
limit @limit;
