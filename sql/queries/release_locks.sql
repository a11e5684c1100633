-- Gives all locks of a session back.
-- Its connection is another one's next.
select pg_advisory_unlock_all();
