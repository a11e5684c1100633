-- Somebody uses a session, so it stays for another while.
-- Its last end does not move.
update bulk.sessions set seen_at = bulk.clock(), idle_ends_at = bulk.clock() + @idle where session_id = @session;
