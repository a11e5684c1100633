-- The next delivery that is due at a target: the oldest of its subject, whose turn it is.
-- A notice that is still to be spread holds back the later ones of its subject.
select d.delivery_id, d.target, d.kind, d.secret, d.is_internal, d.attempt_count,
  bulk.clock() - d.created_at as age,
  n.notice_id, n.id, n.event, n.job, n.batch_id, n.run_id, n.details, n.notify, n.at, n.body
from bulk.deliveries d
join bulk.notices n using (notice_id)
where d.target = @target and d.state = 'waiting' and d.due_at <= (select bulk.clock())
  and not exists (
    select from bulk.deliveries e
    where e.target = d.target and e.subject = d.subject and e.state = 'waiting' and e.notice_id < d.notice_id)
  and not exists (
    select from bulk.notices u
    where u.spread_at is null and u.batch_id = n.batch_id and u.notice_id < n.notice_id)
order by d.notice_id
limit 1;
