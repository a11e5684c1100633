-- What the latest requests brought, by model and batch: documents answered and not, older ones weighing less, and the
-- size of packs that came back whole or missed too many. What failed for its content says nothing of models.
select account || ' ' || model as model_key, batch_id, sum(weight * answered)::float8 as good,
  sum(weight * (1 - answered))::float8 as bad,
  coalesce(max(chunk_count) filter (where answered = 1 and place <= 20), 0) as largest_whole,
  max(chunk_count) filter (where answered > 0 and 1 - answered > @too_many::float8 and place <= 20)
    as largest_missing
from (
  select account, model, batch_id, chunk_count, least(1, answer_count::float8 / greatest(1, chunk_count)) as answered,
    row_number() over (partition by account, model, batch_id order by attempt_id desc) as place,
    power(0.5, extract(epoch from (select bulk.clock()) - granted_at)::float8
      / extract(epoch from @half_life::interval)::float8) as weight
  from (
    select * from (select * from bulk.attempts order by attempt_id desc limit 4000) newest
    where ended_at is not null and outcome <> 'unsent'
      and coalesce(failure, '') not in ('ChunkAtFault', 'AccountPaused', 'AccountStopped')
    order by attempt_id desc
    limit 2000) latest) placed
group by account, model, batch_id;
