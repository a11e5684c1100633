-- Where limits and pauses stand.
-- Used counts the permits that still weigh on the scope: within the span, or on this UTC day.
select s.scope, s.requests,
  case when s.span is null
    then case when s.day = (bulk.clock() at time zone 'UTC')::date then s.day_used else 0 end
    else (select count(*) from bulk.permits p
      where p.scope = s.scope and p.granted_at > (select bulk.clock()) - s.span) end::int,
  case when s.paused_until > bulk.clock() then s.paused_until end, s.pause_reason
from bulk.limit_scopes s
where s.scope = any (@scopes);
