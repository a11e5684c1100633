-- What a batch's requests took and brought, by model, most of them first; without one, what it keeps of those that are
-- removed. One whose worker is gone without a word brought nothing.
select account, model, request_count, wasted_count, row_count::bigint, prompt_tokens::bigint,
  completion_tokens::bigint, thought_tokens::bigint, cost
from (
  select a.account, a.model, count(*) as request_count,
    count(*) filter (where bulk.wasted_on(a.answer_count, a.ended_at, a.failure, w.worker_id is not null) <> '')
      as wasted_count,
    sum(a.answer_count) as row_count, coalesce(sum(a.prompt_tokens), 0) as prompt_tokens,
    coalesce(sum(a.completion_tokens), 0) as completion_tokens, coalesce(sum(a.thought_tokens), 0) as thought_tokens,
    coalesce(sum(a.cost), 0) as cost
  from bulk.attempts a
  left join bulk.living_workers w on w.worker_id = a.worker_id
  where a.batch_id between @batch and @batch  -- a range: one batch may look like all, in old statistics
    and a.outcome is distinct from 'unsent'
  group by a.account, a.model
  union all
  select null, null, past_request_count, past_wasted_count, 0, past_prompt_tokens, past_completion_tokens,
    past_thought_tokens, past_cost
  from bulk.batches where batch_id = @batch and past_request_count > 0) as usage
order by request_count desc, account, model;
