-- What was asked, the runs of it, and their input rows.

create table bulk.definitions (
  definition_id bigint generated always as identity primary key,
  hash bytea not null unique,
  name text not null,
  body json not null,
  created_at timestamptz not null default bulk.clock());

create table bulk.batches (
  batch_id bigint generated always as identity primary key,
  definition_id bigint not null references bulk.definitions,
  job text not null,
  source text not null,
  columns text[] not null,
  settings json not null,
  accounts text[] not null,
  pool text not null,
  simulated boolean not null,
  state text not null default 'queued'
    check (state in ('queued', 'extracting', 'waiting', 'paused', 'finished', 'cancelled')),
  waiting_for text,
  document_count int not null default 0,
  extracted_count int not null default 0,
  failed_count int not null default 0,
  cached_count int not null default 0,
  created_at timestamptz not null default bulk.clock(),
  finished_at timestamptz,
  check (extracted_count + failed_count <= document_count))
with (fillfactor = 50);

-- No foreign key: a check a row would slow the COPY, and a batch and its documents come in one transaction.
create table bulk.documents (
  batch_id bigint not null,
  document_no int not null,
  key text not null,
  text text not null,
  image text,
  columns text[] not null,
  hash bytea not null,
  tokens int not null,
  primary key (batch_id, document_no));
