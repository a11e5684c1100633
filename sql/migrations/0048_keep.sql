-- How long the texts and answers of a batch are kept; its results stay.
alter table bulk.batches add column keep interval, add column forgotten_at timestamptz;

create index batches_kept on bulk.batches (batch_id) where keep is not null and forgotten_at is null;
