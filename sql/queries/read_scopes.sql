-- Where limits and pauses stand.
-- Used counts what still weighs on the scope: requests, tokens or places, within the span or on this day.
select s.scope, s.requests,
  case when s.parallel is not null or s.cost is not null then bulk.under_way(s.scope, bulk.clock())
    when s.span is null
    then case when s.day = bulk.window_day(s.monthly, s.zone, bulk.clock()) then s.day_used else 0 end
    else (select case when s.tokens is null then count(*) else coalesce(sum(p.tokens), 0) end from bulk.permits p
      where p.scope = s.scope and case when s.aligned
        then p.granted_at >= bulk.span_start(s.span, (select bulk.clock()))
        else p.granted_at > (select bulk.clock()) - s.span end) end::int as used,
  case when s.paused_until > bulk.clock() then s.paused_until end as paused_until, s.pause_reason,
  s.tokens, s.parallel, s.cost, s.cost_used,
  coalesce(s.learned = coalesce(s.requests, s.tokens) and s.learned < s.declared, false) as learned
from bulk.limit_scopes s
where s.scope = any (@scopes);
