-- Adopts what the provider says of a scope's day: its limit, unless the pool names a smaller one, and the larger count.
-- Just after midnight nobody can tell which day was meant; what the own count lacks was sent by somebody else.
with zoned as (
  select coalesce((select s.zone from bulk.limit_scopes s where s.scope = @scope), 'UTC') as zone, bulk.clock() as now),
today as (
  select bulk.window_day(false, zone, now) as day,
    greatest(0, @used - coalesce((
      select s.day_used from bulk.limit_scopes s
      where s.scope = @scope and s.day = bulk.window_day(false, zone, now)), 0)) as unknown
  from zoned
  where now between bulk.midnight(bulk.window_day(false, zone, now), zone) + interval '20 seconds'
    and bulk.window_end(false, zone, now) - interval '2 seconds')
insert into bulk.limit_scopes as s (scope, requests, learned, day, day_used)
select @scope, @limit, @limit, today.day, @used from today
on conflict (scope) do update
set requests = least(excluded.requests, s.declared), learned = excluded.learned, day = excluded.day,
    day_used = greatest(case when s.day = excluded.day then s.day_used else 0 end, excluded.day_used)
returning requests, day_used, (select unknown from today) as foreign_count;
