-- Who works, each request, whatever came of it, and what it said about each chunk.

-- only_batch: a worker that works on one batch only is none for any other.
create table bulk.workers (
  worker_id bigint generated always as identity primary key,
  host text not null,
  process_id int not null,
  accounts text[] not null,
  only_batch bigint,
  started_at timestamptz not null default bulk.clock(),
  seen_at timestamptz not null default bulk.clock());

-- The workers that are there: one that did not say so for a minute is gone.
create view bulk.living_workers as
select worker_id, accounts, only_batch
from bulk.workers
where seen_at > (select bulk.clock()) - interval '1 minute';

create function bulk.is_there(in_worker bigint) returns boolean
language sql volatile as $$
  select exists (select from bulk.living_workers w where w.worker_id = in_worker)
$$;

-- choice: why the request went to this model and no other.
-- tokens, cost: what it reserved, until what it really took is told.
-- detected: faults of the reply by kind, {"missing": 1, "mixed": 2, "unknown_id": 1, …}; null without a reply.
create table bulk.attempts (
  attempt_id bigint generated always as identity primary key,
  batch_id bigint not null,
  worker_id bigint not null,
  account text not null,
  model text not null,
  choice text,
  scopes text[] not null,
  chunk_count int not null,
  tokens int,
  cost numeric,
  granted_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('answered', 'failed', 'unsent')),
  failure text,
  reason text,
  status int,
  answered_by text,
  answer_count int not null default 0,
  detected jsonb,
  prompt_tokens int,
  completion_tokens int);

create index attempts_batch on bulk.attempts (batch_id, attempt_id);

-- Requests come in the order of time, so that the smallest of indexes finds a span of them.
create index attempts_granted on bulk.attempts using brin (granted_at) with (pages_per_range = 16);

create table bulk.attempt_chunks (
  attempt_id bigint not null,
  chunk_id bigint not null,
  lease_token bigint not null,
  primary key (attempt_id, chunk_id));

-- question_no: which question it belongs to. further: it names only what earlier ones lack.
create table bulk.answers (
  chunk_id bigint not null,
  attempt_id bigint not null,
  question_no int not null default 0,
  asked text[],
  further boolean not null default false,
  fields jsonb not null,
  grounding jsonb not null default '{}',
  flags jsonb not null default '[]',
  repairs jsonb not null default '[]',
  confidence double precision,
  created_at timestamptz not null default bulk.clock(),
  primary key (chunk_id, attempt_id));
