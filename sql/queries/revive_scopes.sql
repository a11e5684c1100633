-- Lets models back in that the provider lists again after they were gone.
-- Ordinary pauses stay; so do stops of models that were asked lately.
update bulk.limit_scopes
set paused_until = '-infinity', pause_reason = null, pause_count = 0
where scope = any (@scopes) and paused_until = 'infinity' and granted_at <= bulk.clock() - @rest::interval
returning scope;
