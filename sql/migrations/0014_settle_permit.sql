-- Settles what a request reserved when it has ended: the tokens it took and what it cost, as far as they were told
-- (null: the reservation stays). It is no longer under way. Safe to repeat: what is settled differs by nothing.
-- The commit is not waited for: if the server dies over it, the reservation stays, and that breaks no limit.
create function bulk.settle_permit(in_attempt bigint, in_tokens int, in_cost numeric) returns void
language plpgsql as $$
declare
  a bulk.attempts;
begin
  perform set_config('synchronous_commit', 'off', true);
  delete from bulk.permits p where p.attempt_id = in_attempt and p.worker_id is not null;
  select * into a from bulk.attempts x where x.attempt_id = in_attempt for update;
  if not found then
    return;
  end if;

  perform 1 from bulk.limit_scopes s
  where s.scope = any (a.scopes) and (s.cost is not null or s.tokens is not null) order by s.scope for update;
  update bulk.permits p
  set tokens = least(in_tokens, s.tokens)
  from bulk.limit_scopes s
  where p.attempt_id = in_attempt and p.scope = s.scope and s.tokens is not null and in_tokens is not null;
  update bulk.limit_scopes s
  set cost_used = s.cost_used + case when s.cost is null then 0 else coalesce(in_cost - coalesce(a.cost, 0), 0) end,
      day_used = s.day_used
        + case when s.tokens is not null and s.day = (a.granted_at at time zone 'UTC')::date
          then least(coalesce(in_tokens, a.tokens), s.tokens) - least(a.tokens, s.tokens) else 0 end
  where s.scope = any (a.scopes) and (s.cost is not null or s.tokens is not null);
  update bulk.attempts x
  set tokens = coalesce(in_tokens, x.tokens), cost = coalesce(in_cost, x.cost)
  where x.attempt_id = in_attempt;
end $$;
