-- Takes a lock, waiting for it as long as @patience says; an error (lock_not_available) after that.
-- The setting comes first: the target list is worked through in its order.
select set_config('lock_timeout', @patience, false), pg_advisory_lock(hashtextextended(@name, 7));
