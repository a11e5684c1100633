-- What is known of models: by gold rows that ride inside real packs, and by what workers learned.

-- The gold that was submitted last with a definition; what people approve since is gold too (bulk.approvals).
create table bulk.gold (
  definition_id bigint not null,
  hash bytea not null,
  text text not null,
  fields jsonb not null,
  primary key (definition_id, hash));

-- How often an attempt read a field of its sentinels rightly, wrongly, or not though it is there; a row for each
-- different confidence, how sure the program was of it (null where nothing was read, or nothing was looked for).
-- The definition, account and model stand here too: what was measured outlives a deleted batch.
create table bulk.sentinels (
  definition_id bigint not null,
  account text not null,
  model text not null,
  attempt_id bigint not null,
  field text not null,
  confidence double precision,
  right_count int not null,
  wrong_count int not null,
  missed_count int not null,
  read_at timestamptz not null default bulk.clock());

create unique index sentinels_once on bulk.sentinels
  (definition_id, account, model, attempt_id, field, coalesce(confidence, -1));

-- Finds the oldest readings, which upkeep forgets.
create index sentinels_read on bulk.sentinels (read_at);

-- How a model does under a definition. Whoever records what it read holds the row shared, whoever puts it into
-- quarantine alone: no answer slips in between that and the search for what is taken back.
create table bulk.model_accuracies (
  definition_id bigint not null,
  account text not null,
  model text not null,
  since bigint not null default 0,
  expected double precision,
  quarantined_at timestamptz,
  reason text,
  trial_at timestamptz,
  trial_count int not null default 0,
  primary key (definition_id, account, model));

-- What workers learned of models, so that the next one need not learn it again. A model is named by its account and id,
-- a definition by its hash and the size of packs that was named for it.
create table bulk.pack_stats (
  model text not null,
  definition_key text not null,
  documents double precision not null,
  output_per_document double precision not null,
  output_deviation double precision not null,
  thoughts int not null,
  too_large double precision,
  learned_at timestamptz not null default bulk.clock(),
  primary key (definition_key, model));

create index pack_stats_age on bulk.pack_stats (learned_at);

create table bulk.model_stats (
  model text primary key,
  token_factors double precision[] not null,
  reply_format text,
  format_at timestamptz,
  learned_at timestamptz not null default bulk.clock());

create index model_stats_age on bulk.model_stats (learned_at);
