-- What the requests of the last @days days took and brought: together, by day, account, model, job and cause of waste.
-- Days that were summed up come from their rows, only later ones request by request. Of each kind the most asked.
with span as (
  select (bulk.clock() at time zone 'UTC')::date - @days::int + 1 as first_day),
asked as (
  select day, account, model, job,
    case when wasted_on = '' and wasted_count > 0 then 'NotKept' else wasted_on end as wasted_on,
    request_count, wasted_count, answer_count, prompt_tokens, completion_tokens, thought_tokens, cost
  from bulk.attempt_days where day >= (select first_day from span)
  union all
  select (a.granted_at at time zone 'UTC')::date, a.account, a.model, coalesce(b.job, 'deleted'), why.wasted_on, 1,
    case when why.wasted_on = '' then 0 else 1 end, a.answer_count, coalesce(a.prompt_tokens, 0),
    coalesce(a.completion_tokens, 0), coalesce(a.thought_tokens, 0), coalesce(a.cost, 0)
  from bulk.attempts a
  left join bulk.batches b on b.batch_id = a.batch_id
  left join bulk.living_workers w on w.worker_id = a.worker_id
  cross join lateral (
    select bulk.wasted_on(a.answer_count, a.ended_at, a.failure, w.worker_id is not null) as wasted_on) why
  where a.granted_at >= (
      select greatest((select first_day from span), max(day) + 1)::timestamp at time zone 'UTC' from bulk.attempt_days)
    and a.outcome is distinct from 'unsent'),
grouped as (
  select case
      when grouping(day) = 0 then 'day' when grouping(model) = 0 then 'model' when grouping(account) = 0 then 'account'
      when grouping(job) = 0 then 'job' when grouping(wasted_on) = 0 then 'cause' else 'all' end as kind,
    day, account, model, job, wasted_on, sum(request_count) as request_count, sum(wasted_count) as wasted_count,
    sum(answer_count) as row_count, sum(prompt_tokens) as prompt_tokens, sum(completion_tokens) as completion_tokens,
    sum(thought_tokens) as thought_tokens, sum(cost) as cost
  from asked
  group by grouping sets ((day), (account), (account, model), (job), (wasted_on), ()))
select kind, day::timestamp at time zone 'UTC' as day, account, model, job, wasted_on,
  request_count::bigint, wasted_count::bigint, row_count::bigint, prompt_tokens::bigint, completion_tokens::bigint,
  thought_tokens::bigint, cost
from (
  select *, row_number() over (partition by kind order by request_count desc, account, model, job, day) as place
  from grouped where request_count > 0) ranked
where (place <= @most or kind = 'day') and (kind <> 'cause' or wasted_on <> '')
order by kind, place;
