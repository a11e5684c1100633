-- Grants one request in all its scopes at once, or says when to ask again and which scope refused.
-- The scope rows are locked in key order before the clock is read: a count under the snapshot from before
-- the lock would grant more than the limit. The attempt is durable before the request is sent.
create function bulk.take_permit(
  in_scopes text[], in_worker bigint, in_batch bigint, in_account text, in_model text,
  in_chunks bigint[], in_tokens bigint[],
  out attempt_id bigint, out retry_at timestamptz, out refused_by text)
language plpgsql as $$
declare
  t timestamptz;
  known int;
begin
  perform 1 from bulk.limit_scopes s where s.scope = any (in_scopes) order by s.scope for update;
  get diagnostics known = row_count;
  if known <> cardinality(in_scopes) then
    raise exception 'a scope of % is not declared', in_scopes;
  end if;
  select greatest(bulk.clock(), max(s.granted_at)) into t
  from bulk.limit_scopes s where s.scope = any (in_scopes);

  select f.at, f.scope into retry_at, refused_by
  from (select bulk.free_at(s, t) as at, s.scope from bulk.limit_scopes s where s.scope = any (in_scopes)) f
  where f.at > t order by f.at desc, f.scope limit 1;
  if found then
    return;
  end if;
  refused_by := bulk.unsendable(in_batch, in_chunks, in_tokens, t);
  if refused_by is not null then
    return;
  end if;

  insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at)
  values (in_batch, in_worker, in_account, in_model, in_scopes, cardinality(in_chunks), t)
  returning attempts.attempt_id into attempt_id;
  insert into bulk.attempt_chunks select attempt_id, * from unnest(in_chunks, in_tokens);
  insert into bulk.permits select s.scope, t, attempt_id from bulk.limit_scopes s
  where s.scope = any (in_scopes) and s.requests is not null and s.span is not null;
  update bulk.limit_scopes s
  set granted_at = t, day = (t at time zone 'UTC')::date,
      day_used = case when s.day = (t at time zone 'UTC')::date then s.day_used + 1 else 1 end
  where s.scope = any (in_scopes);
end $$;
