-- What became of each document, and what people said about it.

-- What speaks for a result: where each value stands in its document, what is doubtful, how sure it is.
-- grounding: {"/total": {"how", "start", "length", "code_point_start", "code_point_length", "quote", "confidence"}}.
-- said: what models or slices said, where several had a say: [{"pointer", "values": [{"value", "by": []}]}], the taken
-- one first.
create table bulk.results (
  batch_id bigint not null,
  document_no int not null,
  state text not null check (state in ('extracted', 'failed')),
  fields jsonb,
  grounding jsonb not null default '{}',
  flags jsonb not null default '[]',
  repairs jsonb not null default '[]',
  said jsonb not null default '[]',
  confidence double precision,
  error text,
  cached boolean not null default false,
  model text,
  attempt_id bigint,
  created_at timestamptz not null default bulk.clock(),
  primary key (batch_id, document_no),
  check ((state = 'extracted') = (fields is not null)));

-- The few among the many: pages find them by key without reading the others.
create index results_failed on bulk.results (batch_id, document_no) where state = 'failed';
create index results_weak on bulk.results (batch_id, document_no) where confidence < 0.8;

-- What was copied from an attempt's results into other batches is found when that attempt turns out to be bad.
create index results_cached on bulk.results (attempt_id) where cached;

-- Counts documents that ended in their batch, which is finished with the last of them: the one place that says so.
-- In PL/pgSQL, whose statements see what was committed while the row was waited for.
create function bulk.count_ended(in_batch bigint, in_extracted bigint, in_failed bigint, in_cached bigint)
returns void language plpgsql as $$
declare
  is_last boolean;
begin
  select document_count = extracted_count + failed_count + in_extracted + in_failed and state <> 'cancelled'
  into is_last
  from bulk.batches where batch_id = in_batch for update;
  update bulk.batches
  set extracted_count = extracted_count + in_extracted, failed_count = failed_count + in_failed,
    cached_count = cached_count + in_cached,
    state = case when is_last then 'finished' else state end,
    finished_at = case when is_last then bulk.clock() else finished_at end
  where batch_id = in_batch;
end $$;

-- Values that people corrected, with what stood there first. A corrected value stands in the result itself, so that
-- every reader of results has it.
create table bulk.corrections (
  batch_id bigint not null,
  document_no int not null,
  field text not null,
  original jsonb,
  value jsonb not null,
  corrected_at timestamptz not null default bulk.clock(),
  primary key (batch_id, document_no, field));

create table bulk.approvals (
  batch_id bigint not null,
  document_no int not null,
  approved_at timestamptz not null default bulk.clock(),
  primary key (batch_id, document_no));
