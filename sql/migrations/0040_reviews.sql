-- What people said about results: values they corrected, with what stood there first, and documents they approved.
-- A corrected value stands in the result itself, so that every reader of results has it.

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

-- The few among the many: pages find them by key without reading the others.
create index results_failed on bulk.results (batch_id, document_no) where state = 'failed';
create index results_weak on bulk.results (batch_id, document_no) where confidence < 0.8;
