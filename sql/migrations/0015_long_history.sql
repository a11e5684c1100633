-- What keeps a database fast and telling for years.

-- started_at: what a batch waited for before may have come with a worker.
create or replace view bulk.living_workers as
select worker_id, accounts, only_batch, started_at
from bulk.workers
where seen_at > (select bulk.clock()) - interval '1 minute';

-- What the requests of a day brought, when it is over: it stays when they themselves are removed.
-- outcome: as in attempts; lost where nobody ever told. Wasted are those that brought no new answer.
create table bulk.attempt_days (
  day date not null,
  account text not null,
  model text not null,
  job text not null,
  outcome text not null,
  request_count bigint not null,
  wasted_count bigint not null,
  chunk_count bigint not null,
  answer_count bigint not null,
  prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cost numeric not null,
  latency interval,
  primary key (day, account, model, job, outcome));

-- Of requests that are removed a batch keeps what it spent.
alter table bulk.batches
  add column past_request_count int not null default 0,
  add column past_wasted_count int not null default 0,
  add column past_cost numeric not null default 0;

-- As it was, but its chunks are found by their keys alone: in the words of the partial indexes on open chunks these
-- would be tempting, since statistics that are old call them empty.
create or replace function bulk.unsendable(
  in_batch bigint, in_chunks bigint[], in_tokens bigint[], t timestamptz) returns text
language plpgsql stable as $$
begin
  if not exists (
    select from bulk.batches b where b.batch_id = in_batch and b.state in ('extracting', 'waiting')) then
    return 'batch';
  end if;
  if exists (
    select from unnest(in_chunks, in_tokens) as held (chunk_id, lease_token)
    left join bulk.chunks c on c.chunk_id = held.chunk_id
      and c.lease_token = held.lease_token and c.state is not distinct from 'leased' and c.due_at > t
    where c.chunk_id is null) then
    return 'lease';
  end if;
  return null;
end $$;
