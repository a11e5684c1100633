-- Asks for the right to send each of some requests now.
-- Each is decided after those before it; the answers come in their order.
select p.attempt_id, p.refused_by,
  case when p.retry_at is not null
    then least(extract(epoch from p.retry_at) - extract(epoch from bulk.clock()), 1e9)::float8 end,
  bulk.clock(),
  exists (select from bulk.limit_scopes s where s.scope = any (r.scopes) and s.pause_count > 0)
from bulk.take_permits(@requests) p
join bulk.asked_permits(@requests) r using (place)
order by place;
