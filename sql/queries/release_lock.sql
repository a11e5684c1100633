-- Gives a lock back.
-- Connections are pooled, so it must be said.
select pg_advisory_unlock(hashtextextended(@name, 7));
