-- What ended is counted without waiting for anybody.

-- What was counted of a batch and does not stand in its own row yet. Whoever counts takes a row that nobody else has in
-- hand, or makes one: so there are no more than ever counted at once, and none that all who record wait for.
create table bulk.counts (
  batch_id bigint not null,
  count_no bigint generated always as identity,
  extracted int not null,
  failed int not null,
  cached int not null,
  primary key (batch_id, count_no))
with (fillfactor = 50);

create function bulk.counted(in_batch bigint) returns table (extracted int, failed int, cached int)
language sql stable as $$
  select coalesce(sum(c.extracted), 0)::int, coalesce(sum(c.failed), 0)::int, coalesce(sum(c.cached), 0)::int
  from bulk.counts c where c.batch_id = in_batch
$$;

-- Counts documents that ended; how many are open still, as far as it can be seen. Who is told that none is, or hardly
-- any, folds the counts once its own are committed: of those who count at once the last one then sees them all.
drop function bulk.count_ended(bigint, bigint, bigint, bigint);
create function bulk.count_ended(in_batch bigint, in_extracted bigint, in_failed bigint, in_cached bigint)
returns int language plpgsql as $$
begin
  update bulk.counts c
  set extracted = c.extracted + in_extracted, failed = c.failed + in_failed, cached = c.cached + in_cached
  where c.batch_id = in_batch and c.count_no = (
    select free.count_no from bulk.counts free where free.batch_id = in_batch limit 1 for update skip locked);
  if not found then
    insert into bulk.counts (batch_id, extracted, failed, cached) values (in_batch, in_extracted, in_failed, in_cached);
  end if;
  return (
    select b.document_count - b.extracted_count - b.failed_count - c.extracted - c.failed
    from bulk.batches b cross join lateral bulk.counted(b.batch_id) c where b.batch_id = in_batch);
end $$;

-- Adds to a batch's own row what was counted beside it. With the last document the batch is finished: the one place
-- that says so, under the lock of its row. What others have in hand just now is theirs to fold.
create function bulk.fold_counts(in_batch bigint) returns void language plpgsql as $$
declare
  c record;
  is_last boolean;
begin
  perform 1 from bulk.batches b where b.batch_id = in_batch for no key update;
  with taken as (
    delete from bulk.counts where batch_id = in_batch and count_no = any (array(
      select free.count_no from bulk.counts free where free.batch_id = in_batch for update skip locked))
    returning extracted, failed, cached)
  select coalesce(sum(extracted), 0) as extracted, coalesce(sum(failed), 0) as failed,
    coalesce(sum(cached), 0) as cached, count(*) as number
  into c from taken;
  select b.document_count = b.extracted_count + b.failed_count + c.extracted + c.failed
    and b.state not in ('finished', 'cancelled')
  into is_last
  from bulk.batches b where b.batch_id = in_batch;
  if c.number = 0 and is_last is not true then
    return;
  end if;

  -- Who looks next folds again what a crash of the server undoes; but an end, once seen, stays.
  if is_last is not true then
    perform set_config('synchronous_commit', 'off', true);
  end if;
  update bulk.batches b
  set extracted_count = b.extracted_count + c.extracted, failed_count = b.failed_count + c.failed,
    cached_count = b.cached_count + c.cached,
    state = case when is_last then 'finished' else b.state end,
    finished_at = case when is_last then bulk.clock() else b.finished_at end
  where b.batch_id = in_batch;
end $$;
