-- Chunks that wait for another answer though they have one: what a cancelled batch ends with.
create index chunks_looks on bulk.chunks (batch_id, chunk_id) where look > 0 and state in ('pending', 'leased');
