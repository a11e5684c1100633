-- Opens a session; once, also where it is asked for again because the answer was lost.
-- Both of its ends follow from the database's clock, since several servers look at it.
insert into bulk.sessions (id_hash, token_mark, role, address, browser, ends_at, idle_ends_at)
values (@hash, @mark, @role, @address, @browser, bulk.clock() + @longest, bulk.clock() + @idle)
on conflict (id_hash) do update set seen_at = bulk.clock()
returning session_id;
