-- Waits until no other process migrates this database.
-- The lock ends with the transaction; the number is only a name that nobody else takes.
select pg_advisory_xact_lock(7305419260143);
