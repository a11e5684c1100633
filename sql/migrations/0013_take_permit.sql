-- Grants one request in all its scopes at once, or says when to ask again and which scope refused.
-- The scope rows are locked in key order before the clock is read: a count under the snapshot from before
-- the lock would grant more than the limit. The attempt is durable before the request is sent, and with it what it
-- reserves of tokens and dollars: if nobody ever tells its end, that stays spent.
create function bulk.take_permit(
  in_scopes text[], in_worker bigint, in_batch bigint, in_account text, in_model text,
  in_chunks bigint[], in_leases bigint[], in_tokens int, in_cost numeric,
  out attempt_id bigint, out retry_at timestamptz, out refused_by text)
language plpgsql as $$
declare
  t timestamptz;
  known int;
begin
  perform 1 from bulk.limit_scopes s where s.scope = any (in_scopes) order by s.scope for update;
  get diagnostics known = row_count;
  select greatest(bulk.clock(), max(s.granted_at)) into t
  from bulk.limit_scopes s where s.scope = any (in_scopes);
  if known <> cardinality(in_scopes) then
    refused_by := bulk.unsendable(in_batch, in_chunks, in_leases, t); -- a deleted batch takes its budget with it
    if refused_by is not null then
      return;
    end if;
    raise exception 'a scope of % is not declared', in_scopes;
  end if;

  select f.at, f.scope into retry_at, refused_by
  from (
    select bulk.free_at(s, t, in_tokens, in_cost) as at, s.scope
    from bulk.limit_scopes s where s.scope = any (in_scopes)) f
  where f.at > t order by f.at desc, f.scope limit 1;
  if found then
    return;
  end if;
  refused_by := bulk.unsendable(in_batch, in_chunks, in_leases, t);
  if refused_by is not null then
    return;
  end if;

  insert into bulk.attempts (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, tokens, cost)
  values (in_batch, in_worker, in_account, in_model, in_scopes, cardinality(in_chunks), t,
    in_tokens, nullif(in_cost, 0))
  returning attempts.attempt_id into attempt_id;
  insert into bulk.attempt_chunks select attempt_id, * from unnest(in_chunks, in_leases);
  insert into bulk.permits (scope, granted_at, attempt_id, tokens, worker_id)
  select s.scope, t, attempt_id, case when s.tokens is not null then least(in_tokens, s.tokens) end,
    case when s.span is null then in_worker end
  from bulk.limit_scopes s
  where s.scope = any (in_scopes) and (s.span is not null or s.parallel is not null or s.cost is not null);
  update bulk.limit_scopes s
  set granted_at = t, day = (t at time zone 'UTC')::date,
      day_used = case when s.day = (t at time zone 'UTC')::date then s.day_used else 0 end
        + case when s.tokens is null then 1 else least(in_tokens, s.tokens) end,
      cost_used = s.cost_used + case when s.cost is null then 0 else in_cost end
  where s.scope = any (in_scopes);
end $$;
