-- Ends one session of some tokens.
-- One of another token is not theirs to end.
delete from bulk.sessions where session_id = @session and token_mark = any (@marks);
