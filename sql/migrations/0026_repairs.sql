-- Chunks that failed before are looked for by themselves while the last of a day's quota is kept for them.
create index chunks_repairs on bulk.chunks (batch_id, due_at, chunk_id)
where state in ('pending', 'leased') and (blame_count > 0 or suspicion > 0);

-- When the failed documents of a batch were opened once more, to spend what a day had left.
alter table bulk.batches add column opened_again_at timestamptz;
