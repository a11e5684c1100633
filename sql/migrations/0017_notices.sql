-- What is told to the outside. A notice is stored in the transaction of what it tells, by the rows themselves, so that
-- whoever changes them tells it and no death in between loses one. Workers send it after that.

-- notify: whom the job told to tell when the batch was submitted, or the run was asked for: [{to, when, secret}], where
-- secret is the name of a variable.
alter table bulk.batches add column notify jsonb;
alter table bulk.nightly_runs add column notify jsonb;

-- details: what was so at that instant. once: what must be told once only, however often it is noticed.
-- body: what is sent, put together once, so that every try says the same; spread_at: when it was, for all targets.
create table bulk.notices (
  notice_id bigint generated always as identity primary key,
  id uuid not null default gen_random_uuid(),
  event text not null,
  job text not null,
  batch_id bigint,
  run_id bigint,
  details jsonb not null default '{}',
  notify jsonb,
  once text unique,
  at timestamptz not null default bulk.clock(),
  body text,
  spread_at timestamptz);

create index notices_unspread on bulk.notices (notice_id) where spread_at is null;

-- A notice on its way to one target. subject: what it is about; of one subject a target hears in order.
-- is_internal: the target may be a machine inside the network. told: what came of the last try.
create table bulk.deliveries (
  delivery_id bigint generated always as identity primary key,
  notice_id bigint not null references bulk.notices on delete cascade,
  target text not null,
  kind text not null check (kind in ('webhook', 'ping', 'mail')),
  secret text,
  is_internal boolean not null,
  subject text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'given up')),
  attempt_count int not null default 0,
  created_at timestamptz not null default bulk.clock(),
  due_at timestamptz not null default bulk.clock(),
  ended_at timestamptz,
  told text,
  unique (notice_id, target));

create index deliveries_waiting on bulk.deliveries (target, subject, notice_id) where state = 'waiting';

-- One sender at a time is at a target, until busy_until at the latest; one that does not answer is left alone until
-- rests_until.
create table bulk.notice_targets (
  target text primary key,
  sender text not null,
  busy_until timestamptz not null,
  rests_until timestamptz not null default '-infinity');

-- An instant as the program's JSON says it.
create function bulk.say(instant timestamptz) returns text language sql stable as $$
  select to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Tells something about a batch; once, where a word for it is given.
create function bulk.tell(in_event text, in_batch bigint, in_details jsonb, in_once text default null)
returns void language sql as $$
  insert into bulk.notices (event, job, batch_id, details, notify, once)
  select in_event, b.job, b.batch_id,
    jsonb_build_object('state', b.state, 'waiting_for', b.waiting_for, 'documents', b.document_count,
      'extracted', b.extracted_count + c.extracted, 'failed', b.failed_count + c.failed,
      'cached', b.cached_count + c.cached) || in_details,
    b.notify, in_once
  from bulk.batches b cross join lateral bulk.counted(b.batch_id) as c
  where b.batch_id = in_batch
  on conflict do nothing
$$;

create function bulk.tell_finished() returns trigger language plpgsql as $$
begin
  perform bulk.tell('finished', new.batch_id, '{}');
  if new.failed_count > 0 then perform bulk.tell('failed_documents', new.batch_id, '{}'); end if;
  return null;
end $$;

create trigger batches_finished after update of state on bulk.batches
for each row when (new.state = 'finished' and old.state <> 'finished') execute function bulk.tell_finished();

create function bulk.tell_rejected() returns trigger language plpgsql as $$
begin
  insert into bulk.notices (event, job, run_id, details, notify)
  select 'rejected_file', job, run_id,
    jsonb_build_object('run', run_id::text, 'file', new.name, 'reason', new.reason), notify
  from bulk.nightly_runs where run_id = new.run_id;
  return null;
end $$;

create trigger inbox_files_rejected after update of reason on bulk.inbox_files
for each row when (new.reason is not null and old.reason is null) execute function bulk.tell_rejected();

create function bulk.tell_run_done() returns trigger language plpgsql as $$
begin
  insert into bulk.notices (event, job, run_id, details, notify)
  select 'run_done', new.job, new.run_id,
    jsonb_build_object('run', new.run_id::text, 'state', new.state, 'asked_at', bulk.say(new.asked_at),
      'ended_at', bulk.say(new.ended_at), 'taken', count(batch_id), 'rejected', count(reason),
      'batches', coalesce(jsonb_agg(batch_id::text order by batch_id) filter (where batch_id is not null), '[]')),
    new.notify
  from bulk.inbox_files where run_id = new.run_id;
  return null;
end $$;

create trigger nightly_runs_done after update of state on bulk.nightly_runs
for each row when (new.state = 'finished' and old.state <> 'finished') execute function bulk.tell_run_done();
