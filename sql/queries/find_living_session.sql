-- Whether a session of some tokens goes on.
-- To ask so does not use it.
select exists (
  select from bulk.living_sessions where session_id = @session and token_mark = any (@marks)) as goes_on;
