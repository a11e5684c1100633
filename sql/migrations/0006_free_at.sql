-- When a scope allows the next request, seen from an instant. Mirrored by PermitRules; a test compares the two.
-- Near midnight (UTC) a day's scope allows nothing: the provider's clock may stand on the other side of it.
create function bulk.free_at(s bulk.limit_scopes, t timestamptz) returns timestamptz
language plpgsql stable as $$
declare
  midnight timestamptz := date_trunc('day', t, 'UTC');
  oldest timestamptz;
begin
  if s.paused_until > t then
    return s.paused_until;
  end if;
  if s.requests is null then
    return '-infinity';
  end if;
  if s.span is not null then
    select p.granted_at into oldest from bulk.permits p
    where p.scope = s.scope order by p.granted_at desc offset s.requests - 1 limit 1;
    return coalesce(oldest + s.span + s.margin, '-infinity');
  end if;
  if t < midnight + interval '2 seconds' then
    return midnight + interval '2 seconds';
  end if;
  if t >= midnight + interval '1 day' - interval '2 seconds'
    or (s.day = (t at time zone 'UTC')::date and s.day_used >= s.requests) then
    return midnight + interval '1 day 2 seconds';
  end if;
  return '-infinity';
end $$;
