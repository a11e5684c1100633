-- Takes a lock, unless another session has it.
-- It ends with the session at the latest, so a process that dies holds up nobody.
select pg_try_advisory_lock(hashtextextended(@name, 7));
