-- Gold rows that ride inside real packs, what came of them, and who is benched for them.

-- The gold that was submitted last with a definition; what people approve since is gold too (bulk.approvals).
create table bulk.gold (
  definition_id bigint not null,
  hash bytea not null,
  text text not null,
  fields jsonb not null,
  primary key (definition_id, hash));

-- How often an attempt read a field of its sentinels rightly, wrongly, or not though it is there.
-- The definition, account and model stand here too: what was measured outlives a deleted batch.
create table bulk.sentinels (
  definition_id bigint not null,
  account text not null,
  model text not null,
  attempt_id bigint not null,
  field text not null,
  right_count int not null,
  wrong_count int not null,
  missed_count int not null,
  read_at timestamptz not null default bulk.clock(),
  primary key (definition_id, account, model, attempt_id, field));

-- How a model stands under a definition. Whoever records what it read holds the row shared, whoever benches it alone:
-- no answer slips in between the bench and the look for what is taken back.
create table bulk.standings (
  definition_id bigint not null,
  account text not null,
  model text not null,
  since bigint not null default 0,
  expected double precision,
  benched_at timestamptz,
  reason text,
  trial_at timestamptz,
  trial_count int not null default 0,
  primary key (definition_id, account, model));

alter table bulk.batches add column taken_back_count int not null default 0;

-- What was copied from an attempt's results into other batches is found when that attempt turns out to be bad.
create index results_cached on bulk.results (attempt_id) where cached;
