-- How long until a notice can be brought to one of the targets that it still waits for; null when it waits for none.
-- It waits for those before it at the same target, and while the target rests.
select min(greatest(d.due_at, t.rests_until, (
    select min(e.due_at) from bulk.deliveries e
    where e.target = d.target and e.subject = d.subject and e.state = 'waiting'
      and e.notice_id < d.notice_id))) - bulk.clock() as wait
from bulk.deliveries d
left join bulk.notice_targets t using (target)
where d.notice_id = @notice and d.state = 'waiting';
