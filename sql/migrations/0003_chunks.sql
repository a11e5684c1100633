-- The units of lease and retry, and what became of them.

create table bulk.chunks (
  chunk_id bigint generated always as identity primary key,
  batch_id bigint not null,
  document_no int not null,
  slice_no int not null default 0,
  slice_start int,
  slice_length int,
  tokens int not null,
  state text not null default 'pending' check (state in ('pending', 'leased', 'answered', 'failed')),
  due_at timestamptz not null default bulk.clock(),
  lease_token bigint not null default 0,
  leased_by bigint,
  blame_count int not null default 0,
  blamed_models text[] not null default '{}',
  suspicion int not null default 0,
  crash_count int not null default 0,
  problem text,
  unique (batch_id, document_no, slice_no))
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

create index chunks_due on bulk.chunks (batch_id, due_at, chunk_id) where state in ('pending', 'leased');

-- A document that says the same as an earlier one of its batch is not asked again.
create table bulk.duplicates (
  batch_id bigint not null,
  document_no int not null,
  original_no int not null,
  primary key (batch_id, document_no));

create index duplicates_original on bulk.duplicates (batch_id, original_no);

create table bulk.results (
  batch_id bigint not null,
  document_no int not null,
  state text not null check (state in ('extracted', 'failed')),
  fields jsonb,
  repairs jsonb not null default '[]',
  error text,
  cached boolean not null default false,
  model text,
  attempt_id bigint,
  confidence double precision,
  created_at timestamptz not null default bulk.clock(),
  primary key (batch_id, document_no),
  check ((state = 'extracted') = (fields is not null)));
