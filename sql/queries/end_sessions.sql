-- Ends every session of some tokens.
-- Also those that ended by themselves: nobody needs them.
delete from bulk.sessions where token_mark = any (@marks);
