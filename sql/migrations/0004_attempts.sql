-- One row a request, whatever came of it, and what each request said about each chunk.

create table bulk.workers (
  worker_id bigint generated always as identity primary key,
  host text not null,
  process_id int not null,
  accounts text[] not null,
  started_at timestamptz not null default bulk.clock(),
  seen_at timestamptz not null default bulk.clock());

create table bulk.attempts (
  attempt_id bigint generated always as identity primary key,
  batch_id bigint not null,
  worker_id bigint not null,
  account text not null,
  model text not null,
  scopes text[] not null,
  chunk_count int not null,
  granted_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('answered', 'failed', 'unsent')),
  failure text,
  reason text,
  status int,
  answered_by text,
  answer_count int not null default 0,
  prompt_tokens int,
  completion_tokens int);

create index attempts_batch on bulk.attempts (batch_id, attempt_id);

create table bulk.attempt_chunks (
  attempt_id bigint not null,
  chunk_id bigint not null,
  lease_token bigint not null,
  primary key (attempt_id, chunk_id));

create table bulk.answers (
  chunk_id bigint not null,
  attempt_id bigint not null,
  fields jsonb not null,
  repairs jsonb not null default '[]',
  created_at timestamptz not null default bulk.clock(),
  primary key (chunk_id, attempt_id));
