-- What the latest requests brought, by model: the share of documents answered and not, older requests weighing less.
-- Over the last 2,000 at most. What failed for its content, or by a limit that models share, says nothing of its model.
select account || ' ' || model, sum(weight * answered)::float8, sum(weight * (1 - answered))::float8
from (
  select account, model, least(1, answer_count::float8 / greatest(1, chunk_count)) as answered,
    power(0.5, extract(epoch from (select bulk.clock()) - granted_at)::float8
      / extract(epoch from @half_life::interval)::float8) as weight
  from bulk.attempts
  where ended_at is not null and outcome <> 'unsent'
    and coalesce(failure, '') not in ('ChunkAtFault', 'AccountPaused', 'AccountStopped')
  order by attempt_id desc
  limit 2000) latest
group by account, model;
