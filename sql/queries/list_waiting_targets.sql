-- The targets that a notice was not brought to yet.
-- Each has its own pace.
select target from bulk.deliveries where notice_id = @notice and state = 'waiting' order by target;
