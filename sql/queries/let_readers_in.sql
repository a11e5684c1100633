-- Gives the role of the readers of results a password, if there is one, so that it can log in; whether it can.
-- Null where the server has no such role, since it was not for this program to make one.
select bulk.let_readers_in(@password) as can_log_in;
