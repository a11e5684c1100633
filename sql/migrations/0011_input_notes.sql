-- What was not taken as it stands in the input: characters that were replaced, rows that were left out.
alter table bulk.batches add column input_notes text[] not null default '{}';
