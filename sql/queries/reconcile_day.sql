-- Adopts what the provider says of a scope's day: its limit, unless the pool names a smaller one, and the larger count.
-- Just after midnight nobody can tell which day was meant; what the own count lacks was sent by somebody else.
with today as (
  select (bulk.clock() at time zone 'UTC')::date as day,
    greatest(0, @used - coalesce((
      select s.day_used from bulk.limit_scopes s
      where s.scope = @scope and s.day = (bulk.clock() at time zone 'UTC')::date), 0)) as unknown
  where (bulk.clock() at time zone 'UTC')::time between '00:00:20' and '23:59:58')
insert into bulk.limit_scopes as s (scope, requests, learned, day, day_used)
select @scope, @limit, @limit, today.day, @used from today
on conflict (scope) do update
set requests = least(excluded.requests, s.declared), learned = excluded.learned, day = excluded.day,
    day_used = greatest(case when s.day = excluded.day then s.day_used else 0 end, excluded.day_used)
returning requests, day_used, (select unknown from today) as foreign_count;
