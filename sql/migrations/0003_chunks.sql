-- The units of lease and retry, what came of them, and what need not be asked.

-- suspicion, suspect_of, held: a request that was refused for its content makes suspects of its chunks; one half is
-- asked next, the other is held until that one told which half has the culprit. suspect_of is the refused attempt.
-- question_no counts the answers that led to another question: an opinion of another model, or what lists lack;
-- answered_by are the models that had their say; asked names the fields that are asked (null: all); found is what is
-- known already, where only further items are wanted.
-- hint: what the next model is told about an answer that was not accepted. slice_start and slice_length count code
-- points, slice_offset UTF-16 units.
create table bulk.chunks (
  chunk_id bigint generated always as identity primary key,
  batch_id bigint not null,
  document_no int not null,
  slice_no int not null default 0,
  slice_start int,
  slice_length int,
  slice_offset int,
  tokens int not null,
  state text not null default 'pending' check (state in ('pending', 'leased', 'answered', 'failed')),
  due_at timestamptz not null default bulk.clock(),
  lease_token bigint not null default 0,
  leased_by bigint,
  blame_count int not null default 0,
  blamed_models text[] not null default '{}',
  suspicion int not null default 0,
  suspect_of bigint,
  held boolean not null default false,
  crash_count int not null default 0,
  problem text,
  hint text,
  question_no int not null default 0,
  answered_by text[] not null default '{}',
  asked text[],
  found text,
  unique (batch_id, document_no, slice_no))
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

create index chunks_due on bulk.chunks (batch_id, due_at, chunk_id) where state in ('pending', 'leased');

-- Chunks that failed before are looked for by themselves while the last of a day's quota is kept for them.
create index chunks_repairs on bulk.chunks (batch_id, due_at, chunk_id)
where state in ('pending', 'leased') and (blame_count > 0 or suspicion > 0);

create index chunks_suspects on bulk.chunks (suspect_of) where suspect_of is not null;

-- Chunks that wait for another answer though they have one: what a cancelled batch ends with.
create index chunks_asked_again on bulk.chunks (batch_id, chunk_id)
where question_no > 0 and state in ('pending', 'leased');

-- A document that says the same as an earlier one of its batch is not asked again.
create table bulk.duplicates (
  batch_id bigint not null,
  document_no int not null,
  original_no int not null,
  primary key (batch_id, document_no));

create index duplicates_original on bulk.duplicates (batch_id, original_no);

-- Where each document was extracted under a definition: what later batches are answered from.
-- Filled when a later batch is split, so neither taking documents in nor recording results pays for it.
create table bulk.earlier (
  definition_id bigint not null,
  simulated boolean not null,
  hash bytea not null,
  batch_id bigint not null,
  document_no int not null,
  primary key (definition_id, simulated, hash));

create index earlier_batch on bulk.earlier (batch_id);

-- Documents of which an earlier result says something already, though the definition changed since:
-- only the fields named in asked are asked, the others are kept as they are.
create table bulk.kept (
  batch_id bigint not null,
  document_no int not null,
  asked text[] not null,
  fields jsonb not null,
  grounding jsonb not null,
  flags jsonb not null,
  primary key (batch_id, document_no));
