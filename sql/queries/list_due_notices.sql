-- The notices whose next try has been due for a while: whoever was at them may have died.
-- The oldest first.
select distinct notice_id
from bulk.deliveries
where state = 'waiting' and due_at < (select bulk.clock()) - @since::interval
order by notice_id
limit @limit;
