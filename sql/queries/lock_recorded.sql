-- Locks requests that are about to be recorded.
-- In order, as whoever deletes their batch does. A statement of its own, so that the next ones see what it waited for.
select attempt_id from bulk.attempts where attempt_id = any (@attempts) order by attempt_id for update;
