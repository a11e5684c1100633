-- The sessions of some tokens that go on, the last used first.
-- What was opened with another token is nobody's any more.
select session_id, role, address, browser, opened_at, seen_at, least(ends_at, idle_ends_at) as ends_at
from bulk.living_sessions
where token_mark = any (@marks)
order by seen_at desc, session_id desc;
