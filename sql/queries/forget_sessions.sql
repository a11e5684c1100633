-- Forgets the sessions that ended, and of one token's those beyond the most there may be.
-- The one that was unused longest goes first.
delete from bulk.sessions
where session_id not in (select session_id from bulk.living_sessions)
  or session_id in (
    select session_id from bulk.living_sessions where token_mark = @mark order by seen_at desc, session_id desc
    offset @most);
