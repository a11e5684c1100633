-- What workers learned of models, so that the next one need not learn it again. A model is named by its account and id,
-- a definition by its hash and the size of packs that was named for it.
create table bulk.pack_habits (
  model text not null,
  definition_key text not null,
  documents double precision not null,
  output_per_document double precision not null,
  output_deviation double precision not null,
  thoughts int not null,
  too_large double precision,
  learned_at timestamptz not null default bulk.clock(),
  primary key (definition_key, model));

create table bulk.model_habits (
  model text primary key,
  token_factors double precision[] not null,
  reply_format text,
  format_at timestamptz,
  learned_at timestamptz not null default bulk.clock());

create index pack_habits_age on bulk.pack_habits (learned_at);
create index model_habits_age on bulk.model_habits (learned_at);
