-- Why a pack must not be sent although its scopes would allow it: null, 'batch' (no longer active) or
-- 'lease' (a chunk of it is no longer ours, say after this process stood still for longer than the lease).
create function bulk.unsendable(in_batch bigint, in_chunks bigint[], in_tokens bigint[], t timestamptz)
returns text language sql stable as $$
  select case
    when not exists (
      select from bulk.batches b where b.batch_id = in_batch and b.state in ('extracting', 'waiting')) then 'batch'
    when exists (
      select from unnest(in_chunks, in_tokens) as held (chunk_id, lease_token)
      left join bulk.chunks c on c.chunk_id = held.chunk_id
        and c.lease_token = held.lease_token and c.state = 'leased' and c.due_at > t
      where c.chunk_id is null) then 'lease'
  end
$$;
