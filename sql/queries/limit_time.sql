-- Ends what takes too long in this transaction.
-- The others of the session go on as before.
select set_config('statement_timeout', @milliseconds, true) as statement_timeout;
