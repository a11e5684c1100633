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

-- Whether all results of a batch that ended are noted there.
alter table bulk.batches add column remembered boolean not null default false;
