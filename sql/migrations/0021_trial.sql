-- After a pause an account or a model is half open: one request is let through, and only its success (calm_scopes)
-- opens it for all; a limit that was full needs no trial.
-- That request is under way when it was granted since the pause; if nobody tells its end, another may try after "trial".
alter table bulk.limit_scopes add column trial interval not null default '2 minutes';

create function bulk.trial_free_at(s bulk.limit_scopes, t timestamptz) returns timestamptz
language sql stable as $$
  select case when s.pause_count > 0 and num_nonnulls(s.requests, s.tokens, s.parallel, s.cost) = 0
    and s.granted_at >= s.paused_until and s.granted_at + s.trial > t
    then least(s.granted_at + s.trial, t + interval '1 second') end
$$;

create or replace function bulk.free_at(s bulk.limit_scopes, t timestamptz, in_tokens int, in_cost numeric)
returns timestamptz language plpgsql stable as $$
declare
  oldest timestamptz;
begin
  if s.paused_until > t then
    return s.paused_until;
  end if;
  if s.pause_count > 0 and bulk.trial_free_at(s, t) is not null then
    return bulk.trial_free_at(s, t);
  end if;
  if s.requests is not null and s.span is not null then
    select p.granted_at into oldest from bulk.permits p
    where p.scope = s.scope order by p.granted_at desc offset s.requests - 1 limit 1;
    return oldest + s.span + s.margin;
  end if;
  return case
    when s.requests is not null or s.tokens is not null and s.span is null then bulk.day_free_at(s, t, in_tokens)
    when s.tokens is not null then bulk.tokens_free_at(s, t, in_tokens)
    when s.parallel is not null
      then case when bulk.under_way(s.scope, t) >= s.parallel then t + interval '1 second' end
    when s.cost is not null then bulk.budget_free_at(s, t, in_cost) end;
end $$;
