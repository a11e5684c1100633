-- Pauses a scope for everybody: until an instant, for a time, or (neither given) up a ladder that doubles.
-- Refusals during a pause climb and widen nothing; a smaller limit that a refusal told is adopted, a spent day filled.
update bulk.limit_scopes
set pause_reason = @reason,
    pause_count = pause_count + case when paused_until > bulk.clock() then 0 else 1 end,
    margin = case when @widen and paused_until <= bulk.clock() then least(2 * margin, span) else margin end,
    paused_until = greatest(paused_until, coalesce(
      @until::timestamptz,
      bulk.clock() + coalesce(@delay::interval, case when paused_until > bulk.clock() then interval '0' else least(
        @cooldown::interval * power(2, least(pause_count, 30)), @longest::interval) * (0.8 + 0.4 * random()) end))),
    trial = @trial,
    learned = case when @told < requests then @told else learned end,
    requests = case when @told < requests then @told else requests end,
    day_used = case when @spent then greatest(
        case when day = bulk.window_day(monthly, zone, bulk.clock()) then day_used else 0 end,
        case when @told < requests then @told else requests end)
      else day_used end,
    day = case when @spent then bulk.window_day(monthly, zone, bulk.clock()) else day end
where scope = @scope
returning least(extract(epoch from paused_until) - extract(epoch from bulk.clock()), 1e9)::float8
  as wait_seconds;
