-- Results as a table: sorted by whatever column, over a million of them, and what is in each column.

-- A page is read through these in its order. Missing values come last, in the order of the input.
create index documents_by_key on bulk.documents (batch_id, key collate "C", document_no);
create index results_by_confidence on bulk.results (batch_id, confidence, document_no);
create index results_by_model on bulk.results (batch_id, model collate "C", document_no);

-- What is in a field of a batch that ended, worked out once, in the background. The table is shown beside it, so the
-- time is, too: corrections that came later are not in it.
-- filled: results with a value; distinct_count: different ones; top: [{"value", "count"}], the most frequent first;
-- confidence: the mean one of its values; null where nothing was looked for.
create table bulk.field_facts (
  batch_id bigint not null,
  field text not null,
  result_count int not null,
  filled int not null,
  distinct_count int not null,
  smallest jsonb,
  largest jsonb,
  top jsonb not null,
  confidence double precision,
  made_at timestamptz not null default bulk.clock(),
  primary key (batch_id, field));
