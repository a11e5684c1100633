-- Asks for the right to send each of some requests now.
-- Each is decided after those before it; the answers come in their order.
select attempt_id, refused_by,
  case when retry_at is not null
    then least(extract(epoch from retry_at) - extract(epoch from bulk.clock()), 1e9)::float8 end,
  bulk.clock()
from bulk.take_permits(@requests)
order by place;
