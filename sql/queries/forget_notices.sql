-- Removes notices whose ways ended long ago, with what came of them.
-- What is still on its way stays.
delete from bulk.notices n
where n.at < (select bulk.clock()) - @age::interval and n.spread_at is not null
  and not exists (select from bulk.deliveries d where d.notice_id = n.notice_id and d.state = 'waiting');
