-- The notices that were not put on their ways yet.
-- In their order: of one batch, none overtakes another.
select notice_id, id, event, job, batch_id, run_id, details, notify, at
from bulk.notices
where spread_at is null
order by notice_id
limit @limit;
