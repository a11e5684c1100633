-- What was asked, the runs of it, and their input rows.

create table bulk.definitions (
  definition_id bigint generated always as identity primary key,
  hash bytea not null unique,
  name text not null,
  body json not null,
  created_at timestamptz not null default bulk.clock());

-- submission_key: chosen by the submitter; the same one again is the same submission.
-- keep: how long texts and answers are kept; results stay.
-- on_time: whether a deadline can be met, as last judged; null where there is none, or no verdict yet.
-- remembered: all results of a batch that ended stand in bulk.earlier.
-- opened_again_at: when failed documents were opened once more, to spend what a day had left.
-- split_asked_at: the row itself is the request to split the batch, asked for when it is stored, or when pictures are
-- to be fetched again; split_at: done to the end; split_problem: what keeps that from succeeding.
create table bulk.batches (
  batch_id bigint generated always as identity primary key,
  definition_id bigint not null references bulk.definitions,
  job text not null,
  source text not null,
  submission_key text unique,
  columns text[] not null,
  settings json not null,
  accounts text[] not null,
  pool text not null,
  simulated boolean not null,
  keep interval,
  state text not null default 'queued'
    check (state in ('queued', 'extracting', 'waiting', 'paused', 'finished', 'cancelled')),
  waiting_for text,
  on_time boolean,
  document_count int not null default 0,
  extracted_count int not null default 0,
  failed_count int not null default 0,
  cached_count int not null default 0,
  taken_back_count int not null default 0,
  remembered boolean not null default false,
  split_asked_at timestamptz not null default bulk.clock(),
  split_at timestamptz,
  split_problem text,
  created_at timestamptz not null default bulk.clock(),
  opened_again_at timestamptz,
  finished_at timestamptz,
  forgotten_at timestamptz,
  check (extracted_count + failed_count <= document_count))
with (fillfactor = 50);

create index batches_kept on bulk.batches (batch_id) where keep is not null and forgotten_at is null;

-- No foreign key: a check a row would slow the COPY, and a batch and its documents come in one transaction.
-- problem: why it cannot be read at all; unfetched: because its picture could not be fetched, which may be tried again.
create table bulk.documents (
  batch_id bigint not null,
  document_no int not null,
  key text not null,
  text text not null,
  image text,
  picture bytea,
  columns text[] not null,
  hash bytea not null,
  tokens int not null,
  problem text,
  unfetched boolean not null default false,
  primary key (batch_id, document_no));

-- Pictures are packed already: kept as they are and out of line, so that whoever reads rows does not read them.
alter table bulk.documents alter column picture set storage external;
