-- Learns how fast a model lets itself be asked whose limits nobody names: half of what the last window held after a
-- refusal, one more after a window that was used up; one step a window at most, over all workers.
with last as materialized (
  select count(*)::int as requests
  from bulk.attempts
  where account = @account and model = @model and granted_at > bulk.clock() - interval '1.5 seconds')
update bulk.limit_scopes s
set requests = case when @refused then greatest(1, least(s.requests, l.requests) / 2) else s.requests + 1 end,
    span = interval '1 second',
    margin = interval '0.5 seconds',  -- what comes in a burst comes more closely at times
    paced_at = bulk.clock()
from last l
where s.scope = @scope and s.paced_at <= bulk.clock() - interval '1.5 seconds'
  and (@refused or l.requests >= s.requests);
