-- What the latest requests of a batch brought or, where none is named, those to some accounts within a day.
-- The size of packs is where each model has got to: the middle one of its last three. Long gaps were waits for a quota.
with latest as (
  select *, coalesce(detected ? 'truncated', false) as cut,
    row_number() over (partition by account, model order by attempt_id desc) as of_model,
    row_number() over (partition by account order by attempt_id desc) as of_account,
    extract(epoch from granted_at - lag(granted_at) over (partition by account order by attempt_id)) as gap
  from (
    (select * from bulk.attempts
    where batch_id between @batch and @batch  -- a range: one batch may look like all, in old statistics
      and outcome is distinct from 'unsent'
    order by batch_id desc, attempt_id desc limit 500)
    union all
    (select *
    from (select * from bulk.attempts where @batch::bigint is null order by attempt_id desc limit 20000) newest
    where account = any (@accounts) and granted_at > (select bulk.clock()) - interval '1 day'
      and outcome is distinct from 'unsent'
    order by attempt_id desc limit 500)) a),
sizes as (
  select account, percentile_disc(0.5) within group (order by chunk_count) filter (where of_model <= 3) as size,
    not bool_or(cut or answer_count > 0 and chunk_count - answer_count > @too_many::float8 * chunk_count) as rising
  from latest group by account, model)
select account, count(ended_at)::int as request_count,
  (count(*) filter (where answer_count = chunk_count and not cut))::int as whole_count,
  (count(*) filter (where answer_count between 1 and chunk_count - 1 and not cut))::int as partial_count,
  coalesce(sum(chunk_count) filter (where ended_at is not null), 0)::int as chunk_count,
  sum(answer_count)::int as answer_count,
  (avg(extract(epoch from ended_at - granted_at)) filter (where outcome = 'answered'))::float8 as latency_seconds,
  (avg(gap) filter (where of_account <= 60 and gap < 300))::float8 as gap_seconds,
  (select avg(size)::float8 from sizes s where s.account = l.account) as pack_size,
  (select count(*)::int from sizes s where s.account = l.account) as model_count,
  coalesce(sum(chunk_count) filter (
    where ended_at is null and granted_at > (select bulk.clock()) - interval '3 minutes'), 0)::int as chunks_under_way,
  (select coalesce(sum(answer_count), 0)::int
    from bulk.attempts a where a.batch_id between @batch and @batch and a.account = l.account)
    as all_answer_count,
  (select count(*) filter (where rising)::int from sizes s where s.account = l.account) as rising_count,
  (count(*) filter (where cut))::int as cut_count
from latest l
group by account;
