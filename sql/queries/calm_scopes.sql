-- A model that answered starts at the foot of the ladder again.
-- Touches no row that stands there already.
update bulk.limit_scopes set pause_count = 0 where scope = any (@scopes) and pause_count > 0
  and paused_until < 'infinity';
