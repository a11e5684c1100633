-- Lets others at a target again, perhaps after a rest.
-- Not where another sender has taken over.
update bulk.notice_targets
set busy_until = bulk.clock(), rests_until = coalesce(bulk.clock() + @rest::interval, rests_until)
where target = @target and sender = @sender;
