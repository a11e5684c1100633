-- Finds a session that goes on by the hash of its cookie.
-- It is written that somebody uses it only now and then: not with each picture of a page.
select session_id, role, address, browser, opened_at, seen_at, least(ends_at, idle_ends_at) as ends_at,
  bulk.clock() - seen_at > interval '30 seconds' as is_stale
from bulk.living_sessions
where id_hash = @hash and token_mark = any (@marks);
