-- Asks for the right to send each of some requests now; each is decided after those before it.
-- What follows from a refusal stands in its row. The clock is told so that a jump of it is seen.
select attempt_id, refused_by,
  case when retry_at is not null
    then least(extract(epoch from retry_at) - extract(epoch from bulk.clock()), 1e9)::float8 end as wait_seconds,
  bulk.clock() as at, half_open
from bulk.take_permits(@scopes, @requests)
order by place;
