-- Adopts what a provider said of a limit, never more than the pool says, which may leave some to others.
-- Only the provider's own word raises again what was lowered so; another worker's smaller number stays.
update bulk.limit_scopes
set learned = @limit,
  requests = case when @limit < requests or requests = learned then least(@limit, declared) else requests end,
  tokens = case when @limit < tokens or tokens = learned then least(@limit, declared) else tokens end
where scope = @scope and declared is not null and learned is distinct from @limit;
