-- Takes a lock, waiting for it as long as @patience says; an error (lock_not_available) after that.
-- The setting comes first, since the target list is worked through in its order, and ends with the statement.
select set_config('lock_timeout', @patience, true), pg_advisory_lock(hashtextextended(@name, 7));
