-- Writes down, once, what the requests of each day took and brought that is over: a row for account, model, job,
-- outcome and what wasted them. Nothing of a day is under way once the next one is over, too.
insert into bulk.attempt_days
  (day, account, model, job, outcome, wasted_on, request_count, wasted_count, chunk_count, answer_count, prompt_tokens,
    completion_tokens, thought_tokens, cost, latency)
select (a.granted_at at time zone 'UTC')::date, a.account, a.model, coalesce(b.job, 'deleted'),
  coalesce(a.outcome, 'lost'), bulk.wasted_on(a.answer_count, a.ended_at, a.failure, false),
  count(*), count(*) filter (where a.answer_count = 0), sum(a.chunk_count),
  sum(a.answer_count), coalesce(sum(a.prompt_tokens), 0), coalesce(sum(a.completion_tokens), 0),
  coalesce(sum(a.thought_tokens), 0), coalesce(sum(a.cost), 0), avg(a.ended_at - a.granted_at)
from bulk.attempts a
left join bulk.batches b on b.batch_id = a.batch_id
where a.granted_at >= (
    select coalesce(max(day) + 1, '-infinity'::date)::timestamp at time zone 'UTC' from bulk.attempt_days)
  and a.granted_at < (select date_trunc('day', bulk.clock(), 'UTC') - interval '1 day')
  and a.outcome is distinct from 'unsent'
group by 1, 2, 3, 4, 5, 6
on conflict do nothing;
