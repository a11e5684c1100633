-- Pauses a scope for everybody: until an instant, for a time, or (neither given) up a ladder that doubles.
-- Refusals that arrive while it is paused already do not climb the ladder again.
update bulk.limit_scopes
set pause_reason = @reason,
    pause_count = pause_count + case when paused_until > bulk.clock() then 0 else 1 end,
    paused_until = greatest(paused_until, coalesce(
      @until::timestamptz,
      bulk.clock() + coalesce(@delay::interval, least(
        @cooldown::interval * power(2, least(pause_count, 30)), interval '15 minutes') * (0.8 + 0.4 * random()))))
where scope = @scope
returning least(extract(epoch from paused_until) - extract(epoch from bulk.clock()), 1e9)::float8;
