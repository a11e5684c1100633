-- Ends what takes too long in this transaction; the others of the session go on as before.
-- Compiling takes longer than what is asked here.
select set_config('statement_timeout', @milliseconds, true) as statement_timeout, set_config('jit', 'off', true) as jit;
