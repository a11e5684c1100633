-- Removes, of some requests in the order of time, those of batches that ended and days that were summed up, after @age.
-- Their batch keeps what it spent. What answered a part of a document that failed stays: that may be opened again.
with page as materialized (
  select a.attempt_id, a.batch_id, a.granted_at < (select least(
      bulk.clock() - @age::interval, (max(day) + 1)::timestamp at time zone 'UTC') from bulk.attempt_days) as is_old
  from bulk.attempts a
  where a.attempt_id > @after
  order by a.attempt_id
  limit @limit),
gone as (
  delete from bulk.attempts where attempt_id = any (array(
    select p.attempt_id
    from page p
    left join bulk.batches b on b.batch_id = p.batch_id
    where p.is_old and (b.batch_id is null or b.state in ('finished', 'cancelled'))
      and (coalesce(b.failed_count, 0) = 0 or b.forgotten_at is not null or not exists (
        select from bulk.attempt_chunks s
        join bulk.answers n on n.chunk_id = s.chunk_id and n.attempt_id = s.attempt_id
        join bulk.chunks c on c.chunk_id = s.chunk_id
        join bulk.results r on r.batch_id = c.batch_id and r.document_no = c.document_no
        where s.attempt_id = p.attempt_id and r.state = 'failed'))))
  returning attempt_id, batch_id, outcome, answer_count, prompt_tokens, completion_tokens, thought_tokens, cost),
sent as (delete from bulk.attempt_chunks where attempt_id = any (array(select attempt_id from gone))),
counted as (
  update bulk.batches b
  set past_request_count = b.past_request_count + g.requests, past_wasted_count = b.past_wasted_count + g.wasted,
    past_prompt_tokens = b.past_prompt_tokens + g.prompts,
    past_completion_tokens = b.past_completion_tokens + g.completions,
    past_thought_tokens = b.past_thought_tokens + g.thoughts, past_cost = b.past_cost + g.cost
  from (
    select batch_id, count(*)::int as requests, (count(*) filter (where answer_count = 0))::int as wasted,
      coalesce(sum(prompt_tokens), 0) as prompts, coalesce(sum(completion_tokens), 0) as completions,
      coalesce(sum(thought_tokens), 0) as thoughts, coalesce(sum(cost), 0) as cost
    from gone where outcome is distinct from 'unsent' group by batch_id) g
  where b.batch_id = g.batch_id)
select max(attempt_id) as last_id, count(*) = @limit and coalesce(bool_and(is_old), false) as goes_on from page;
