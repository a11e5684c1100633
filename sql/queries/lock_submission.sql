-- Waits until no other submission with this key is under way.
-- The lock ends with the transaction; the second one then finds what the first stored.
select pg_advisory_xact_lock(hashtextextended(@key, 42));
