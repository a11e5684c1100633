-- Says what came of a try: sent, given up, or when it is tried again.
-- What another sender ended meanwhile stays ended.
update bulk.deliveries
set state = @state, told = @told, attempt_count = attempt_count + 1,
  due_at = bulk.clock() + coalesce(@wait::interval, interval '0'),
  ended_at = case when @state <> 'waiting' then bulk.clock() end
where delivery_id = @delivery and state = 'waiting';
