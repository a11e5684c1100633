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
