-- Takes a turn, unless another connection has it.
-- It ends with the connection at the latest, so a process that dies holds up nobody.
select pg_try_advisory_lock(hashtextextended(@name, 7)) as taken;
